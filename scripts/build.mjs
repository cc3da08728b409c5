import { projectFolder } from "./project.mjs";
import { build } from "./steps/build.mjs";
import { ensurePrismaClient } from "./steps/generate.mjs";
import { ensureDependencies } from "./steps/install.mjs";
import { StepFailed } from "./steps/run.mjs";

process.chdir(projectFolder);
try {
  await ensureDependencies();
  await ensurePrismaClient();
  await build();
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
