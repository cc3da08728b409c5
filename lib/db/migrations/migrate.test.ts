import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createEmptyDatabase, type TestDatabase } from "@/lib/testing/database";
import { temporaryFolder } from "@/lib/testing/processes";
import { migrationHistory, sqlFromMigrationsToSchema } from "@/scripts/schema-engine.mjs";
import { openDatabase } from "../open";
import { readMigrations } from "./read-migrations";

let database: TestDatabase;
let folder: ReturnType<typeof temporaryFolder>;
/** A copy of the migrations, to be spoiled. */
let migrationsPath: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = temporaryFolder();
  migrationsPath = join(folder.path, "migrations");
  cpSync("prisma/migrations", migrationsPath, { recursive: true });
});
afterEach(async () => {
  await database.drop();
  folder.remove();
});

const open = () => openDatabase({ databaseUrl: database.url, dataDir: "", migrationsPath });

async function openAndClose(): Promise<void> {
  await (await open()).close();
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const connection = new pg.Client({ connectionString: database.url });
  await connection.connect();
  try {
    return (await connection.query(sql)).rows;
  } finally {
    await connection.end();
  }
}

function addMigration(name: string, sql: string): void {
  mkdirSync(join(migrationsPath, name));
  writeFileSync(join(migrationsPath, name, "migration.sql"), sql);
}

const fileOf = (name: string) => join(migrationsPath, name, "migration.sql");
const firstName = async () => (await readMigrations())[0]!.name;

test("the migrations lead to the schema", async () => {
  expect(await sqlFromMigrationsToSchema()).toBe("");
}, 60_000);

test("of four instances that start at once, one migrates and all open", async () => {
  const opened = await Promise.all([open(), open(), open(), open()]);
  expect(await Promise.all(opened.map(({ client }) => client.auditHead.count()))).toEqual([1, 1, 1, 1]);
  await Promise.all(opened.map(({ close }) => close()));
  const applied = await query(`SELECT migration_name FROM "_prisma_migrations" ORDER BY 1`);
  expect(applied.map((row) => row.migration_name)).toEqual((await readMigrations()).map(({ name }) => name));
});

test("Prisma's own engine finds the history in order, and can go on from it", async () => {
  await openAndClose();
  expect(await migrationHistory(new PrismaPg(database.url))).toMatchObject({ history: null, editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true });
}, 60_000);

test("a second start applies what was added since, and nothing twice", async () => {
  await openAndClose();
  addMigration("29990101000000_more", "CREATE TABLE more (id int)");
  await openAndClose();
  await openAndClose();
  expect(await query("SELECT count(*)::int AS count FROM more")).toEqual([{ count: 0 }]);
});

test("a migration that fails half-way leaves nothing behind, and the message names it", async () => {
  addMigration("29990101000000_half", "CREATE TABLE half (id int); SELECT 1 / 0;");
  await expect(open()).rejects.toMatchObject({ code: "MIGRATION_FAILED", message: expect.stringMatching(/29990101000000_half.*division by zero/) });
  expect(await query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
  writeFileSync(fileOf("29990101000000_half"), "CREATE TABLE half (id int)");
  await openAndClose();
  expect(await query("SELECT count(*)::int AS count FROM half")).toEqual([{ count: 0 }]);
});

test("a database that is newer than the code is refused in one line", async () => {
  addMigration("29990101000000_future", "CREATE TABLE future (id int)");
  await openAndClose();
  const refusal = openDatabase({ databaseUrl: database.url, dataDir: "" });
  await expect(refusal).rejects.toMatchObject({ code: "DATABASE_NEWER", message: expect.stringMatching(/^The database is newer.*29990101000000_future[^\n]*$/) });
});

test("a migration changed after it was applied is refused by name", async () => {
  await openAndClose();
  const name = await firstName();
  writeFileSync(fileOf(name), `${readFileSync(fileOf(name), "utf8")}\n-- changed\n`);
  await expect(open()).rejects.toMatchObject({ code: "MIGRATION_CHANGED", message: expect.stringContaining(name) });
});

test("line endings that Git changed do not count as a change", async () => {
  await openAndClose();
  const name = await firstName();
  writeFileSync(fileOf(name), readFileSync(fileOf(name), "utf8").replaceAll("\n", "\r\n"));
  await openAndClose();
});

describe("a migration that Prisma's command line", () => {
  const record = (values: string) => query(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name, ${values.split(" = ")[0]}) SELECT 'x', checksum, migration_name || '_more', ${values.split(" = ")[1]} FROM "_prisma_migrations" LIMIT 1`);

  test("left unfinished stops the start", async () => {
    await openAndClose();
    await query(`UPDATE "_prisma_migrations" SET finished_at = NULL`);
    await expect(open()).rejects.toMatchObject({ code: "MIGRATION_FAILED", message: expect.stringContaining("prisma migrate resolve") });
  });

  test("recorded as rolled back does not count", async () => {
    await openAndClose();
    await record("rolled_back_at = now()");
    await openAndClose();
  });
});
