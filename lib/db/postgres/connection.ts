import pg from "pg";

export type Target = {
  connectionString: string;
  schema: string;
  /** Host and database, for people; without the password. */
  place: string;
};

/** `?schema=` is Prisma's parameter: the driver does not know it. */
export function readTarget(databaseUrl: string): Target {
  const url = new URL(databaseUrl);
  const schema = url.searchParams.get("schema") ?? "public";
  url.searchParams.delete("schema");
  return { connectionString: url.href, schema, place: `${url.host}${url.pathname}` };
}

/** A connection of its own, outside of the pool. */
export async function connectPostgres(target: Target, options: pg.ClientConfig = {}): Promise<pg.Client> {
  const client = new PatientClient({ ...shared(target), ...options });
  // Without a listener a lost connection would end the process; whoever uses it learns of it from the query.
  client.on("error", () => {});
  await client.connect();
  await client.query(sessionSettings(target, client));
  return client;
}

export function makePool(target: Target, options: pg.PoolConfig = {}): pg.Pool {
  return new pg.Pool({
    ...shared(target),
    Client: PatientClient,
    max: 10,
    idleTimeoutMillis: 30_000,
    query_timeout: 20_000,
    ...options,
    // Waited for by the pool, although its type does not say so; a connection whose settings fail is not used.
    onConnect: (client) => client.query(sessionSettings(target, client)) as unknown as void,
  });
}

const shared = ({ connectionString }: Target) => ({
  connectionString,
  application_name: "keyhouse",
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
});

/**
 * The adapter reads and writes times without their zone, which is right only where the session's zone is UTC. The limits end
 * what would hold a lock for ever; they are shorter than `query_timeout`, which is for a server that no longer answers. To compile
 * a statement takes longer than ours take: half a second where a page looks at ten thousand keys.
 */
function sessionSettings({ schema }: Target, client: { escapeIdentifier(name: string): string }): string {
  return `SET TIME ZONE 'UTC'; SET statement_timeout = '15s'; SET idle_in_transaction_session_timeout = '30s'; SET jit = off; SET search_path = ${client.escapeIdentifier(schema)}`;
}

/** Ends a connection whose server has stopped answering. The driver would give it back to the pool with the query still on it. */
class PatientClient extends pg.Client {
  override query = ((...args: Parameters<pg.Client["query"]>) => {
    const result: unknown = super.query(...args);
    if (result instanceof Promise) result.catch((error: Error) => error.message === "Query read timeout" && this.#abandon());
    return result;
  }) as pg.Client["query"];

  /** The first half tells the pool, the second does not wait for the server's goodbye. */
  #abandon(): void {
    void this.end();
    (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}
