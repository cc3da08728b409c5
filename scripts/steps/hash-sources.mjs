import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const roots = ["app", "components", "lib", "server", "packages", "public", "prisma/schema.prisma"];
const files = ["instrumentation.ts", "next.config.ts", "postcss.config.mjs", "tsconfig.json", "package.json", "package-lock.json", "scripts/steps/bundle-server.mjs", "scripts/steps/build-packages.mjs", "scripts/steps/pack-packages.mjs"];
const made = new Set(["lib/db/generated", "public/packages"]);
const skippedFolders = new Set(["node_modules", "dist"]);
const isTest = (name) => /\.(test|spec)\.tsx?$/.test(name);

/** One hash over the content of everything that the build reads. A few hundred small files: some tens of milliseconds. */
export function hashSources() {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0]);
  for (const path of [...roots, ...files]) {
    if (existsSync(path)) add(hash, path);
  }
  return hash.digest("hex");
}

function add(hash, path) {
  if (!statSync(path).isDirectory()) {
    hash.update(`\n${path}\n`).update(readFileSync(path));
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = join(path, entry.name);
    if (entry.isDirectory() ? !skippedFolders.has(entry.name) && !made.has(inner) : !isTest(entry.name)) add(hash, inner);
  }
}
