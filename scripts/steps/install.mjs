import { readFileSync } from "node:fs";
import { npm } from "./npm.mjs";
import { StepFailed } from "./run.mjs";

// The build needs the development dependencies, whatever NODE_ENV the caller has set; no package needs a script of its own.
const options = ["--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

/** Installs what package-lock.json lists where node_modules does not hold exactly that. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  console.log("Installing the dependencies (once, about a minute)...");
  const exact = await npm(["ci", ...options]);
  if (exact.status === 0) return;
  // A lock that npm finds incomplete for this platform is completed in memory; the file stays as it is.
  const completed = await npm(["install", "--no-save", ...options]);
  if (completed.status === 0) return;
  throw new StepFailed(`The dependencies could not be installed. npm said:\n\n${exact.output.trim()}\n\n${completed.output.trim()}`);
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
