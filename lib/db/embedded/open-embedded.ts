import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { lockDirectory } from "../data-directory/lock";
import { PrismaClient } from "../generated/client";
import { migrate, type MigrationSession } from "../migrations/migrate";
import type { OpenDatabase, OpenOptions } from "../open-database";
import { DatabaseStartError } from "../start-error";
import { transactionOptions } from "../transaction-options";
import { readUniqueIndexes } from "../unique-indexes";
import { embeddedAdapter } from "./adapter";
import { EmbeddedEngine } from "./engine";
import { syncFolder, syncTree } from "./sync-tree";

/** PostgreSQL compiled to WebAssembly, in this process, with its files in `<dataDir>/database`. */
export async function openEmbedded({ dataDir, migrationsPath, say = () => {} }: OpenOptions): Promise<OpenDatabase> {
  const lock = await lockDirectory(dataDir);
  try {
    const engine = await openEngine(resolve(dataDir), say);
    const client = await openClient(engine, migrationsPath);
    return {
      client,
      engine: "embedded",
      async close() {
        await client.$disconnect();
        await engine.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A first start that did not get to its end has acknowledged nothing: what it left is cleared away. */
async function openEngine(dataDir: string, say: (line: string) => void): Promise<EmbeddedEngine> {
  const folder = join(dataDir, "database");
  const unfinished = join(dataDir, "database-unfinished");
  if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
  if (existsSync(folder) && readdirSync(folder).length > 0) return open(folder);
  say("Making the database (once, a few seconds)");
  writeFileSync(unfinished, "", { flush: true });
  syncFolder(dataDir);
  const engine = await open(folder);
  syncTree(dataDir);
  rmSync(unfinished);
  return engine;
}

async function open(folder: string): Promise<EmbeddedEngine> {
  try {
    return await EmbeddedEngine.open(folder);
  } catch (error) {
    throw new DatabaseStartError("DATABASE_UNAVAILABLE", `The database in ${folder} cannot be opened. ${(error as Error).message}`, { cause: error });
  }
}

async function openClient(engine: EmbeddedEngine, migrationsPath: string | undefined): Promise<PrismaClient> {
  const session: MigrationSession = {
    query: (sql, values) => engine.run(async (pglite) => (await pglite.query<Record<string, unknown>>(sql, values)).rows),
    run: (script) => engine.run(async (pglite) => void (await pglite.exec(script))),
  };
  try {
    await migrate(session, migrationsPath);
    await readUniqueIndexes(session.query);
    return new PrismaClient({ adapter: embeddedAdapter(engine), transactionOptions });
  } catch (error) {
    await engine.close();
    throw error;
  }
}
