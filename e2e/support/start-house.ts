import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { runServer, type RunningServer, type RunOptions } from "../../lib/testing/run-server";

/** A running server that nobody has signed up to. Its embedded database is a copy: to make one takes longer than all the rest of a start. */
export async function startHouse(options: Omit<RunOptions, "dataDir">): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "keyhouse-journey-"));
  const isNoLock = (path: string) => !basename(path).startsWith("lock");
  await cp(process.env["PREPARED_DATA_DIR"]!, dataDir, { recursive: true, filter: isNoLock });
  const server = await runServer({ ...options, dataDir });
  return {
    ...server,
    async stop(signal) {
      const end = await server.stop(signal);
      await rm(dataDir, { recursive: true, force: true });
      return end;
    },
  };
}
