// Verifies the chain of the audit log, on the database that the environment names: `npm run audit:verify`. On the embedded database
// the house must be stopped first; while it runs, GET /api/v1/audit-events/verify answers the same.
import { projectFolder } from "./project.mjs";
import { bundle } from "./steps/bundle-server.mjs";
import { ensurePrismaClient } from "./steps/generate.mjs";
import { ensureDependencies } from "./steps/install.mjs";
import { StepFailed } from "./steps/run.mjs";

process.chdir(projectFolder);
try {
  await ensureDependencies();
  await ensurePrismaClient();
  await bundle({ "verify-audit": "server/verify-audit.ts" });
  await import(new URL("../dist/verify-audit.mjs", import.meta.url).href);
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
