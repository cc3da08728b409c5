import { existsSync, readFileSync } from "node:fs";
import { runNode, execute, StepFailed } from "./run.mjs";

/** Installs what package-lock.json lists where node_modules does not hold exactly that. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  console.log("Installing the dependencies (once, about a minute)...");
  // The build needs the development dependencies, whatever NODE_ENV the caller has set.
  const command = [existsSync("package-lock.json") ? "ci" : "install", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const failure = "The dependencies could not be installed. npm said:";
  // npm tells the scripts that it starts where it is; without it we were started by hand.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) return void (await runNode([npm, ...command], { failure }));
  const { status, output } = await execute(process.platform === "win32" ? "npm.cmd" : "npm", command);
  if (status !== 0) throw new StepFailed(`${failure}\n\n${output.trim()}`);
}

/** npm writes node_modules/.package-lock.json as its last act, so an install that was cut off does not count. */
function isInstalled() {
  const wanted = readPackages("package-lock.json");
  const present = readPackages("node_modules/.package-lock.json");
  if (!present) return false;
  return Object.entries(wanted ?? {}).every(([path, { version, optional, devOptional, link }]) => {
    if (path === "" || link) return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
