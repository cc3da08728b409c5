import { randomUUID } from "node:crypto";
import { DatabaseStartError } from "../start-error";
import { checksum, readMigrations, type Migration } from "./read-migrations";

/** One connection of either engine. `run` takes a script of several statements. */
export type MigrationSession = {
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  run(script: string): Promise<void>;
};

/**
 * Applies what is missing, each migration in a transaction of its own, and keeps Prisma's own record of it, so that
 * `prisma migrate deploy` can go on from here. The caller holds the lock. Returns the names of what was applied.
 */
export async function migrate(session: MigrationSession, migrationsPath?: string): Promise<string[]> {
  const migrations = await readMigrations(migrationsPath);
  const pending = findPending(migrations, await readRecord(session));
  for (const migration of pending) await apply(session, migration);
  return pending.map((migration) => migration.name);
}

type Applied = { name: string; checksum: string; finished: boolean };

async function readRecord(session: MigrationSession): Promise<Applied[]> {
  await session.run(recordTable);
  const rows = await session.query(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map((row) => ({ name: String(row.migration_name), checksum: String(row.checksum), finished: row.finished === true }));
}

function findPending(migrations: Migration[], record: Applied[]): Migration[] {
  const onDisk = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum: recorded, finished } of record) {
    const migration = onDisk.get(name);
    if (!migration) {
      throw new DatabaseStartError("DATABASE_NEWER", `The database is newer than this version of Keyhouse (it has the migration ${name}). Install the newer version, or restore a backup.`);
    }
    if (!finished) {
      throw new DatabaseStartError("MIGRATION_FAILED", `The migration ${name} was begun by another tool and not finished. Settle it with "npx prisma migrate resolve", then start again.`);
    }
    if (!migration.checksums.includes(recorded)) {
      throw new DatabaseStartError("MIGRATION_CHANGED", `The migration ${name} was changed after the database had applied it. Restore prisma/migrations/${name}/migration.sql as it was, and put the change into a new migration.`);
    }
  }
  const applied = new Set(record.map(({ name }) => name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(session: MigrationSession, { name, sql }: Migration): Promise<void> {
  await session.run("BEGIN");
  try {
    await session.run(sql);
    await session.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum(sql), name],
    );
    await session.run("COMMIT");
  } catch (error) {
    await session.run("ROLLBACK").catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseStartError("MIGRATION_FAILED", `The migration ${name} failed and left nothing behind: ${reason}`, { cause: error });
  }
}

const recordTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
