import { existsSync, readFileSync } from "node:fs";
import { npm } from "./npm.mjs";
import { StepFailed } from "./run.mjs";

const peersFolder = "bench/peers";

/** Installs what the benchmark compares with, beside the product and not in it. */
export async function ensurePeers() {
  const { dependencies } = JSON.parse(readFileSync(`${peersFolder}/package.json`, "utf8"));
  if (Object.entries(dependencies).every(([name, version]) => versionOf(name) === version)) return;
  console.log("Installing what is compared with (once)...");
  // The plugin names its peers more narrowly than its own release does.
  const { status, output } = await npm(["install", "--prefix", peersFolder, "--legacy-peer-deps", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (status !== 0) throw new StepFailed(`What the benchmark compares with could not be installed. npm said:\n\n${output.trim()}`);
}

function versionOf(name) {
  const file = `${peersFolder}/node_modules/${name}/package.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : undefined;
}
