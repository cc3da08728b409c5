import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runServer } from "../lib/testing/run-server";

/** Lets one server make its embedded database from nothing; those of the journeys begin with copies of it (support/start-house.ts). */
export default async function prepareDatabase(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "keyhouse-journeys-"));
  await (await runServer({ dataDir })).stop();
  process.env["PREPARED_DATA_DIR"] = dataDir;
  return () => rm(dataDir, { recursive: true, force: true });
}
