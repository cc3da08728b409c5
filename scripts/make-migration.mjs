// npm run db:migration -- <name>: writes the next migration from the schema. What the schema language cannot say
// (triggers, checks, first rows) is added to the file by hand before it is committed.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { migrationsPath, sqlFromMigrationsToSchema } from "./schema-engine.mjs";

const name = process.argv[2];
if (!/^[a-z0-9_]+$/.test(name ?? "")) {
  console.error("Usage: npm run db:migration -- <name>   (lower-case letters, digits and underscores)");
  process.exit(2);
}

const sql = await sqlFromMigrationsToSchema();
if (sql === "") {
  console.log("The migrations already say what the schema says.");
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsPath, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), sql);
  await writeFile(join(migrationsPath, "migration_lock.toml"), '# Read by the Prisma command line.\nprovider = "postgresql"\n');
  console.log(`Wrote ${join("prisma/migrations", `${stamp}_${name}`, "migration.sql")}`);
}
