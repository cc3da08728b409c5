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
  await bundle({ "bench-gateway": "bench/gateway/main.ts", "bench-gateway-upstream": "bench/gateway/upstream.ts" });
  await runNode(["dist/bench-gateway.mjs", ...process.argv.slice(2)], { failure: "The benchmark could not finish.", inherit: true });
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
