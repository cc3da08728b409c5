import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { DurableFileSystem } from "./durable-file-system";
import { embeddedAdapter } from "./adapter";
import { PrismaClient } from "../generated/client";
import { lockDirectory } from "../data-directory/lock";
import { migrate, type MigrationSession } from "../migrations/migrate";
import type { OpenDatabase, OpenOptions } from "../open-database";
import { syncTree } from "./sync-tree";
import { transactionOptions } from "../transaction-options";
import { readUniqueIndexes } from "../unique-indexes";

/** PostgreSQL compiled to WebAssembly, in this process, with its files in `<dataDir>/database`. */
export async function openEmbedded({ dataDir, migrationsPath, say = () => {} }: OpenOptions): Promise<OpenDatabase> {
  const lock = await lockDirectory(dataDir);
  try {
    const files = await openFiles(resolve(dataDir), say);
    const client = await openClient(files, migrationsPath);
    return {
      client,
      engine: "embedded",
      async close() {
        await client.$disconnect();
        await files.pglite.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

type Files = { pglite: PGlite; system: DurableFileSystem };

/** A first start that did not get to its end has acknowledged nothing: what it left is cleared away. */
async function openFiles(dataDir: string, say: (line: string) => void): Promise<Files> {
  const folder = join(dataDir, "database");
  const unfinished = join(dataDir, "database-unfinished");
  if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
  const isNew = !existsSync(folder) || readdirSync(folder).length === 0;
  if (!isNew) return start(folder);
  say("Making the database (once, a few seconds)");
  writeFileSync(unfinished, "", { flush: true });
  const files = await start(folder);
  syncTree(dataDir);
  rmSync(unfinished);
  return files;
}

async function start(folder: string): Promise<Files> {
  const system = new DurableFileSystem(folder);
  const pglite = await PGlite.create({ fs: system, startParams });
  return { pglite, system };
}

/** PGlite's own, but for `-F` (no fsync). With this method of syncing the log, the file system sees each request. */
const startParams = [...PGlite.defaultStartParams.filter((param) => param !== "-F"), "-c", "wal_sync_method=fsync"];

async function openClient({ pglite, system }: Files, migrationsPath: string | undefined): Promise<PrismaClient> {
  const session: MigrationSession = {
    query: async (sql, values) => (await pglite.query<Record<string, unknown>>(sql, values)).rows,
    run: async (script) => void (await pglite.exec(script)),
  };
  try {
    await migrate(session, migrationsPath);
    await readUniqueIndexes(session.query);
    await system.wal.settled();
    return new PrismaClient({ adapter: embeddedAdapter(pglite, () => system.wal.settled()), transactionOptions });
  } catch (error) {
    await pglite.close();
    throw error;
  }
}
