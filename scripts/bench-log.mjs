// npm run bench:log [-- <rows> <keys>]: makes a request log of 1,000 and of 1,000,000 rows (10,000 keys) on a PostgreSQL of its own,
// times the pages and what they ask of each, and explains what they are read by. Ends with status 1 where a page takes three times as long or more.
import { projectFolder } from "./project.mjs";
import { bundle } from "./steps/bundle-server.mjs";
import { ensurePrismaClient } from "./steps/generate.mjs";
import { ensureDependencies } from "./steps/install.mjs";
import { runNode, StepFailed } from "./steps/run.mjs";

process.chdir(projectFolder);
try {
  await ensureDependencies();
  await ensurePrismaClient();
  await bundle({ "bench-log": "bench/log/main.ts" });
  await runNode(["dist/bench-log.mjs", ...process.argv.slice(2)], { failure: "The log could not be measured.", inherit: true });
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
