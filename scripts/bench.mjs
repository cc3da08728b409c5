import { projectFolder } from "./project.mjs";
import { bundle } from "./steps/bundle-server.mjs";
import { ensureBuild } from "./steps/build.mjs";
import { ensurePrismaClient } from "./steps/generate.mjs";
import { ensureDependencies } from "./steps/install.mjs";
import { ensurePeers } from "./steps/install-peers.mjs";
import { runNode, StepFailed } from "./steps/run.mjs";

process.chdir(projectFolder);
try {
  await ensureDependencies();
  await ensurePrismaClient();
  await ensureBuild();
  await ensurePeers();
  await bundle({ bench: "bench/main.ts", "bench-bare": "bench/bare-server.ts" });
  await runNode(["dist/bench.mjs"], { failure: "The benchmark could not finish.", inherit: true });
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
