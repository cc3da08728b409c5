import type pg from "pg";
import { connectPostgres, readTarget } from "./connection";

const heartbeatMs = 2_000;
const silenceMs = 3_000;

/** A lock that PostgreSQL keeps for as long as its connection lives: it is free again when this process, or its machine, is gone. */
export type HeldLock = {
  /** Fires when the connection is lost, and the lock with it. */
  lost: AbortSignal;
  release(): Promise<void>;
};

/** Takes the lock of this name if nobody has it. Throws where the database is away. */
export async function tryLock(databaseUrl: string, name: string): Promise<HeldLock | undefined> {
  const target = readTarget(databaseUrl);
  const connection = await connectPostgres(target, { query_timeout: silenceMs });
  try {
    // a machine that has lost its power sends no goodbye: the server finds out within half a minute
    await connection.query("SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
    const { rows } = await connection.query<{ held: boolean }>("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held", [`keyhouse ${target.schema} ${name}`]);
    if (rows[0]?.held) return watch(connection);
  } catch (error) {
    await connection.end().catch(() => {});
    throw error;
  }
  await connection.end().catch(() => {});
  return undefined;
}

function watch(connection: pg.Client): HeldLock {
  const lost = new AbortController();
  const heartbeat = setInterval(() => void connection.query("SELECT 1").catch(() => lose()), heartbeatMs).unref();
  const lose = () => {
    clearInterval(heartbeat);
    lost.abort();
    void connection.end().catch(() => {});
  };
  connection.once("end", lose);
  connection.on("error", lose);
  return {
    lost: lost.signal,
    async release() {
      clearInterval(heartbeat);
      connection.removeListener("end", lose);
      await connection.end().catch(() => {});
    },
  };
}
