import { verifyChain } from "@/lib/audit/verify";
import { database } from "@/lib/db/client";
import { openDatabase } from "@/lib/db/open";
import { setConfig } from "@/lib/env/config";
import { exitWith, readConfig } from "./read-config";

// `npm run audit:verify`: the chain of the audit log, from outside the running house. Ends with status 1 where it does not hold.
const config = readConfig();
setConfig(config);
try {
  const opened = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, say: () => undefined });
  database.set(opened);
  const { valid, checked, head, broken } = await verifyChain();
  await opened.close();
  if (valid) process.stdout.write(`The audit log holds: ${checked} events, head ${head.hash}\n`);
  else process.stdout.write(`The audit log does not hold at event ${broken?.sequence}${broken?.id ? ` (${broken.id})` : ""}: ${broken?.reason}. ${checked} events before it hold.\n`);
  process.exitCode = valid ? 0 : 1;
} catch (error) {
  exitWith(error, config.port);
}
