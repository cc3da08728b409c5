import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { runNode } from "./run.mjs";

const client = "lib/db/generated/client.ts";
const stamp = "lib/db/generated/.made-from";

/** Generates the Prisma client where it is missing or the schema has changed since. */
export async function ensurePrismaClient() {
  const source = createHash("sha256")
    .update(readFileSync("prisma/schema.prisma"))
    .update(readFileSync("node_modules/prisma/package.json"))
    .digest("hex");
  if (existsSync(client) && existsSync(stamp) && readFileSync(stamp, "utf8") === source) return;
  await runNode(["node_modules/prisma/build/index.js", "generate", "--no-hints"], {
    failure: "The database client could not be generated. Prisma said:",
    // Generating needs no engine, but Prisma would download one unless it is shown a file that exists.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  });
  writeFileSync(stamp, source);
}
