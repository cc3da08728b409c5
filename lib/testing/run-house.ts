import { randomBytes } from "node:crypto";
import { createTestDatabase } from "./database";
import { runServer, type RunningServer } from "./run-server";

export type RunningHouse = Pick<RunningServer, "origin" | "output"> & { stop(): Promise<void> };

/** The built server over a PostgreSQL database of its own: ready sooner than an embedded one, whose files must first be made. */
export async function runHouse(env: Record<string, string> = {}): Promise<RunningHouse> {
  const database = await createTestDatabase();
  const server = await runServer({ env: { DATABASE_URL: database.url, SECRET_KEY: randomBytes(36).toString("base64"), ...env } });
  return {
    origin: server.origin,
    output: server.output,
    async stop() {
      await server.stop();
      await database.drop();
    },
  };
}
