import { buildPackages } from "./steps/build-packages.mjs";
import { projectFolder } from "./project.mjs";
import { ensureDependencies } from "./steps/install.mjs";
import { StepFailed } from "./steps/run.mjs";

process.chdir(projectFolder);
try {
  await ensureDependencies();
  await buildPackages();
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
