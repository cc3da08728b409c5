import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { migrate } from "@/lib/db/migrations/migrate";
import { readMigrations } from "@/lib/db/migrations/read-migrations";
import { openDatabase } from "@/lib/db/open";
import type { OpenDatabase } from "@/lib/db/open-database";

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A fresh PostgreSQL database with the current schema, opened; `close` drops it. */
export async function testDatabase(): Promise<OpenDatabase & { url: string }> {
  const { url, drop } = await createTestDatabase();
  const opened = await openDatabase({ databaseUrl: url, dataDir: "" });
  return {
    ...opened,
    url,
    async close() {
      await opened.close();
      await drop();
    },
  };
}

/** A fresh PostgreSQL database with the current schema: a copy of one that the first caller migrates. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = await ensureTemplate();
  const { url, drop } = await createEmptyDatabase(template);
  return { url, drop };
}

/** Without a schema, for tests of how one comes to be. */
export async function createEmptyDatabase(template = "template0"): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onServer((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return { url: urlOf(name), drop: () => onServer((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)).then(() => {}) };
}

/** Any number: what matters is that all test processes use the same. */
const templateLock = 4_801_516;

/** Named by what the migrations say, so that a server that outlives the run never gives an old schema. */
async function ensureTemplate(): Promise<string> {
  const hash = createHash("sha256");
  for (const { name, sql } of await readMigrations()) hash.update(`${name}\n${sql}\n`);
  const template = `template_${hash.digest("hex").slice(0, 16)}`;
  await onServer(async (admin) => {
    await admin.query("SELECT pg_advisory_lock($1)", [templateLock]);
    const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (rowCount) return;
    const draft = `${template}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
    await onDatabase(urlOf(draft), (connection) => migrate({
      query: async (sql, values) => (await connection.query(sql, values)).rows,
      run: async (script) => void (await connection.query(script)),
    }));
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  });
  return template;
}

function urlOf(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error("TEST_POSTGRES_URL is not set: it is set by lib/testing/global-setup.ts when Vitest runs");
  return url;
}

const onServer = <T>(work: (connection: pg.Client) => Promise<T>) => onDatabase(serverUrl(), work);

async function onDatabase<T>(connectionString: string, work: (connection: pg.Client) => Promise<T>): Promise<T> {
  const connection = new pg.Client({ connectionString });
  await connection.connect();
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}
