import { existsSync } from "node:fs";
import { runDevelopment } from "./development.mjs";
import { projectFolder, fromProject } from "./project.mjs";
import { ensureBuild, isBuildCurrent } from "./steps/build.mjs";
import { bundleServer } from "./steps/bundle-server.mjs";
import { ensureDependencies } from "./steps/install.mjs";
import { ensurePrismaClient } from "./steps/generate.mjs";
import { StepFailed, runNode } from "./steps/run.mjs";

/** From whatever state the folder is in to a running server: does what is missing, and nothing else. */
export async function run(isDevelopment) {
  try {
    process.chdir(projectFolder);
    endWithParent();
    // What the environment says already goes before the file.
    if (existsSync(".env")) process.loadEnvFile(".env");
    await ensureDependencies();
    await ensurePrismaClient();
    if (isDevelopment) await runDevelopment();
    else await runProduction();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    if (error.message) console.error(error.message);
    process.exit(1);
  }
}

/**
 * npm hands a signal to the shell that it has put between itself and us, and that shell dies of it without telling us. Then
 * `kill` on npm would leave the server behind, with the port and the data.
 */
function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250).unref();
}

/** The server runs in this very process: the terminal's signals and the process id are its own. */
async function runProduction() {
  process.env.NODE_ENV = "production";
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  if (!isBuildCurrent()) {
    // A wrong variable or a port in use is said now, not after the build.
    await bundleServer();
    await runNode(["dist/check.mjs"], { failure: undefined, inherit: true });
    await ensureBuild();
  }
  await import(fromProject("dist/server.mjs").href);
}
