import { fileURLToPath } from "node:url";
import { projectFolder } from "./project.mjs";
import { bundle } from "./steps/bundle-server.mjs";
import { ensureDependencies } from "./steps/install.mjs";
import { runNode, StepFailed } from "./steps/run.mjs";

/** Writes the typed calls of `packages/client` anew from the contract. */
process.chdir(projectFolder);
try {
  await ensureDependencies();
  await bundle({ "generate-client": fileURLToPath(new URL("../packages/client/generate/main.ts", import.meta.url)) });
  await runNode(["dist/generate-client.mjs"], { failure: "The calls could not be generated." });
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
