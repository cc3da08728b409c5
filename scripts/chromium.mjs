import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { execute } from "./steps/run.mjs";

/** Without these, a Chromium started as root refuses, and one on a closed network waits for hosts that it cannot reach. */
export const chromiumFlags = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const isRoot = process.getuid?.() === 0;

/**
 * The path of a Chromium that runs: the system's, else Playwright's own; installed first if there is neither. Where both are there, the
 * one without a window of its own, which takes less of the machine.
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  console.log("Installing Chromium for the browser tests...");
  const tried = isRoot && isDebian() ? [installFromDebian, installFromPlaywright] : [installFromPlaywright];
  for (const install of tried) {
    await install();
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Error("No Chromium was found and none could be installed. Install Chromium or Google Chrome and run this again.");
}

async function findChromium() {
  const { chromium } = await import("@playwright/test");
  const candidates = [process.env.CHROMIUM_PATH, ...["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map(onPath), chromium.executablePath()];
  for (const path of candidates) {
    if (path && existsSync(path) && (await runs(path))) return path;
  }
  return undefined;
}

function onPath(name) {
  return (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));
}

async function runs(path) {
  const { status } = await execute(path, ["--version"]).catch(() => ({ status: 1 }));
  return status === 0;
}

function isDebian() {
  return existsSync("/etc/debian_version") || (existsSync("/etc/os-release") && /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8")));
}

async function installFromDebian() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await execute("apt-get", ["update", "-q"], { env });
  for (const name of ["chromium-headless-shell", "chromium"]) {
    const { status, output } = await execute("apt-get", ["install", "-y", "-q", "--no-install-recommends", name, "fonts-liberation"], { env });
    if (status === 0) return;
    console.log(output);
  }
}

async function installFromPlaywright() {
  const { status, output } = await execute(process.execPath, ["node_modules/@playwright/test/cli.js", "install", ...(isRoot ? ["--with-deps"] : []), "chromium"]);
  if (status !== 0) console.log(output);
}
