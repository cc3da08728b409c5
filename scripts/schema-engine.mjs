// Prisma's schema engine as WebAssembly, over an empty PGlite. The native engine is a download that is not needed here.
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const schemaPath = resolve("prisma/schema.prisma");
export const migrationsPath = resolve("prisma/migrations");

/** The SQL that leads from the migrations on disk to the schema; empty when they agree. */
export async function sqlFromMigrationsToSchema() {
  const from = { tag: "migrations", ...(await readMigrations()) };
  const to = { tag: "schemaDatamodel", files: [{ path: schemaPath, content: await readFile(schemaPath, "utf8") }] };
  const engine = await startEngine(await emptyDatabaseFactory());
  try {
    const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, shadowDatabaseUrl: null, filters });
    return stdout?.includes("This is an empty migration.") ? "" : (stdout ?? "");
  } finally {
    engine.free();
  }
}

/** What Prisma's engine thinks of a database and the migrations recorded in it. */
export async function migrationHistory(adapterFactory) {
  const engine = await startEngine(adapterFactory);
  try {
    return await engine.diagnoseMigrationHistory({ migrationsList: await readMigrations(), optInToShadowDatabase: false, filters });
  } finally {
    engine.free();
  }
}

const filters = { externalTables: [], externalEnums: [] };

async function readMigrations() {
  const entries = await readdir(migrationsPath, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const migrationDirectories = await Promise.all(names.map(async (name) => {
    const content = await readFile(join(migrationsPath, name, "migration.sql"), "utf8");
    return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value: content } } };
  }));
  const lockfile = { path: "./migration_lock.toml", content: 'provider = "postgresql"\n' };
  return { baseDir: migrationsPath, lockfile, shadowDbInitScript: "", migrationDirectories };
}

async function startEngine(adapterFactory) {
  const [{ bindMigrationAwareSqlAdapterFactory }, { SchemaEngine }] = await Promise.all([import("@prisma/driver-adapter-utils"), (engineModule ??= loadEngine())]);
  return SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(adapterFactory));
}

/** Once in a process: the bindings remember the memory of the first instance. */
let engineModule;

/** By hand, because the package's own entry point imports the .wasm file as a module, which Node does not do without a flag. */
async function loadEngine() {
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasmPath = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm").replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(wasmPath), { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/** Every connection is a database of its own: the engine replays the migrations in the one that it calls the shadow. */
async function emptyDatabaseFactory() {
  const [{ PGlite }, { PrismaPGlite }] = await Promise.all([import("@electric-sql/pglite"), import("pglite-prisma-adapter")]);
  const connect = async () => {
    const database = await PGlite.create();
    const adapter = await new PrismaPGlite(database).connect();
    // The adapter's own version neither waits nor fails.
    adapter.executeScript = async (script) => void (await database.exec(script));
    adapter.dispose = () => database.close();
    return adapter;
  };
  return { provider: "postgres", adapterName: "pglite-prisma-adapter", connect, connectToShadowDb: connect };
}
