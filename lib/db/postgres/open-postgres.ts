import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { log } from "@/lib/log";
import { PrismaClient } from "../generated/client";
import { migrate, type MigrationSession } from "../migrations/migrate";
import type { OpenDatabase, OpenOptions } from "../open-database";
import { connectPostgres, makePool, readTarget, type Target } from "./connection";
import { refuseSilentRollback } from "./refuse-silent-rollback";
import { DatabaseStartError } from "../start-error";
import { transactionOptions } from "../transaction-options";
import { readUniqueIndexes } from "../unique-indexes";

/** A PostgreSQL server. One that is away at the start is waited for. */
export async function openPostgres({ databaseUrl, migrationsPath, patienceMs = 30_000, say = () => {} }: OpenOptions & { databaseUrl: string }): Promise<OpenDatabase> {
  const target = readTarget(databaseUrl);
  const connection = await connectPatiently(target, patienceMs, say);
  try {
    await migrateLocked(connection, target, migrationsPath);
  } finally {
    await connection.end().catch(() => {});
  }
  const pool = makePool(target);
  const adapter = new PrismaPg(pool, {
    schema: target.schema,
    disposeExternalPool: true,
    onPoolError: (error) => log.warn("A connection to PostgreSQL was lost", { reason: error.message }),
    onConnectionError: (error) => log.warn("A connection to PostgreSQL was lost in a transaction", { reason: error.message }),
  });
  const client = new PrismaClient({ adapter: refuseSilentRollback(adapter), transactionOptions });
  return { client, engine: "postgres", close: () => client.$disconnect() };
}

async function connectPatiently(target: Target, patienceMs: number, say: (line: string) => void): Promise<pg.Client> {
  const until = performance.now() + patienceMs;
  let hasSaid = false;
  for (;;) {
    try {
      return await connectPostgres(target);
    } catch (error) {
      const reason = reasonOf(error);
      if (!isPassing(error)) throw new DatabaseStartError("DATABASE_UNAVAILABLE", `PostgreSQL at ${target.place} refuses: ${reason}. Check DATABASE_URL.`, { cause: error });
      if (performance.now() >= until) throw new DatabaseStartError("DATABASE_UNAVAILABLE", `PostgreSQL at ${target.place} cannot be reached (${reason}). Start it, or correct DATABASE_URL.`, { cause: error });
      if (!hasSaid) say(`Waiting for PostgreSQL at ${target.place} (${reason})`);
      hasSaid = true;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Prisma's own lock, so that `prisma migrate deploy` and this wait for each other. */
const migrationLock = 72707369;

async function migrateLocked(connection: pg.Client, { schema }: Target, migrationsPath: string | undefined): Promise<void> {
  const session: MigrationSession = {
    query: async (sql, values) => (await connection.query(sql, values)).rows,
    run: async (script) => void (await connection.query(script)),
  };
  await session.run("SET statement_timeout = 0");
  await session.query("SELECT pg_advisory_lock($1)", [migrationLock]);
  if (schema !== "public") await session.run(`CREATE SCHEMA IF NOT EXISTS ${connection.escapeIdentifier(schema)}`);
  // The lock goes with the connection, which the caller ends.
  await migrate(session, migrationsPath);
  await readUniqueIndexes(session.query);
}

/** A wrong password or a missing database does not get better by waiting; everything else may. */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? "";
  return !["28000", "28P01", "3D000", "42501"].includes(code);
}

function reasonOf(error: unknown): string {
  // A host with several addresses fails with one error for all of them, which has no message.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
