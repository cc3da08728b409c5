import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export type SourceFile = { path: string; text: string; imports: Import[] };
export type Import = { specifier: string; isTypeOnly: boolean; /** The file that it names; undefined for a package. */ target: string | undefined };

const roots = ["app", "components", "server", "lib", "packages", "instrumentation.ts"];
const skipped = new Set(["node_modules", "generated", "dist"]);

/** Every TypeScript file of the product, read as text, with what it imports. Paths are relative to the project folder. */
export function readSources(): SourceFile[] {
  return roots.filter((root) => existsSync(root)).flatMap(walk).map((path) => {
    const text = readFileSync(path, "utf8");
    return { path, text, imports: importsOf(text).map((found) => ({ ...found, target: resolve(path, found.specifier) })) };
  });
}

export const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path);

function walk(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(child);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [child] : [];
  });
}

/** Static and dynamic imports and re-exports. Comments are cut out first; the strings that are left are specifiers. */
function importsOf(text: string): Omit<Import, "target">[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const statements = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^;"'`]*?\sfrom\s*)?["']([^"']+)["']/gm;
  const calls = /\bimport\(\s*["']([^"']+)["']\s*\)/g;
  return [
    ...[...code.matchAll(statements)].map(([, type, specifier = ""]) => ({ specifier, isTypeOnly: type !== undefined })),
    ...[...code.matchAll(calls)].map(([, specifier = ""]) => ({ specifier, isTypeOnly: false })),
  ];
}

function resolve(from: string, specifier: string): string | undefined {
  const path = localPath(from, specifier);
  if (path === undefined) return undefined;
  const candidates = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`];
  const found = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  return found ?? `${path} (missing)`;
}

function localPath(from: string, specifier: string): string | undefined {
  const [, name, entry = "index"] = /^@keyhouse\/(\w+)(?:\/(\w+))?$/.exec(specifier) ?? [];
  if (name) return `packages/${name}/src/${entry}.ts`;
  if (specifier.startsWith("@/")) return normalize(specifier.slice(2));
  return specifier.startsWith(".") ? join(dirname(from), specifier) : undefined;
}
