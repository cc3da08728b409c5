import { createServer } from "node:http";
import { resolve } from "node:path";
import { findDataDirHolder } from "@/lib/db/data-directory/lock";
import { DatabaseStartError } from "@/lib/db/start-error";
import { exitWith, readConfig } from "./read-config";
import { listen } from "./requests/http-server";

// Run before a build: what will stop the start anyhow is better said now than a minute later.
const config = readConfig();
const server = createServer();
try {
  const holder = config.databaseUrl === undefined ? await findDataDirHolder(config.dataDir) : undefined;
  if (holder !== undefined) {
    throw new DatabaseStartError("DATA_DIR_IN_USE", `Process ${holder} is using ${resolve(config.dataDir)}. Stop it first (kill ${holder}), or give this one another DATA_DIR.`);
  }
  await listen(server, config);
  server.close();
} catch (error) {
  exitWith(error, config.port);
}
