// npm run storm [-- <seconds>]: many processes refresh one token at two instances on PostgreSQL. Status 1 if one is refused.
import { projectFolder } from "./project.mjs";
import { bundle } from "./steps/bundle-server.mjs";
import { ensureBuild } from "./steps/build.mjs";
import { ensurePrismaClient } from "./steps/generate.mjs";
import { ensureDependencies } from "./steps/install.mjs";
import { runNode, StepFailed } from "./steps/run.mjs";

process.chdir(projectFolder);
try {
  await ensureDependencies();
  await ensurePrismaClient();
  await ensureBuild();
  await bundle({ storm: "bench/storm.ts" });
  await runNode(["dist/storm.mjs", ...process.argv.slice(2)], { failure: "The storm was not weathered.", inherit: true });
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
