import { describe, expect, test } from "vitest";
import { forbiddenEdge, forbiddenPackage, layerOf } from "./layers";
import { isTest, readSources, type SourceFile } from "./source-files";

const sources = readSources();
const product = sources.filter(({ path }) => !isTest(path) && layerOf(path) !== "testing");

/** Folders that hold more files than one takes in at a glance, each with its reason. */
const largeFolders: Record<string, string> = {
  "components/ui": "one file for each primitive, used by name",
  "lib/contract": "one file for each noun, so that the whole surface is in one place",
};
const longestFile = 400;
const fullestFolder = 14;

describe("the import graph", () => {
  test("is read from the files that it is about", () => {
    expect(product.length).toBeGreaterThan(50);
    expect(product.flatMap(({ imports }) => imports).length).toBeGreaterThan(product.length);
  });

  test("names only files that exist", () => {
    const missing = product.flatMap(({ path, imports }) => imports.filter(({ target }) => target?.endsWith("(missing)")).map(({ specifier }) => `${path} imports ${specifier}`));
    expect(missing).toEqual([]);
  });

  test("has no edge that turns back to a layer above", () => {
    const wrong = product.flatMap(({ path, imports }) =>
      imports.flatMap(({ target }) => {
        const reason = target === undefined ? undefined : forbiddenEdge(path, target);
        return reason ? [`${path} imports ${target}: ${reason}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("keeps Next, next-auth and the contract's only package where they belong", () => {
    const wrong = product.flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier, target }) => {
        const reason = target === undefined ? forbiddenPackage(path, specifier) : undefined;
        return reason ? [`${path} imports ${specifier}: ${reason}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("keeps Next out of whatever the API's own edge reaches, so that a route can be called without it", () => {
    const byPath = new Map(product.map((file) => [file.path, file]));
    const reached = new Set(product.filter(({ path }) => /^lib\/(?:http|mcp)\//.test(path)).map(({ path }) => path));
    for (const path of reached) {
      for (const { target, isTypeOnly } of byPath.get(path)?.imports ?? []) if (target && !isTypeOnly) reached.add(target);
    }
    const wrong = [...reached].filter((path) => byPath.get(path)?.imports.some(({ specifier }) => /^next(?:\/|$)/.test(specifier)));
    expect(wrong).toEqual([]);
  });

  test("has no cycle", () => {
    expect(findCycle(product)).toBeUndefined();
  });

  test("has one barrel, the contract's", () => {
    const barrels = product.map(({ path }) => path).filter((path) => path.startsWith("lib/") && /\/index\.tsx?$/.test(path));
    expect(barrels).toEqual(["lib/contract/index.ts"]);
  });
});

describe("files and folders", () => {
  test(`no file has more than ${longestFile} lines`, () => {
    const long = sources.filter(({ text }) => text.split("\n").length > longestFile).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  test(`no folder holds more than ${fullestFolder} source files without a reason`, () => {
    const counts = new Map<string, number>();
    for (const { path } of product) {
      const folder = path.slice(0, path.lastIndexOf("/"));
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    const full = [...counts].filter(([folder, count]) => count > fullestFolder && !(folder in largeFolders));
    expect(full).toEqual([]);
  });

  test("every name is in kebab-case, or is one that Next gives", () => {
    const wrong = sources.map(({ path }) => path.slice(path.lastIndexOf("/") + 1)).filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(name));
    expect(wrong).toEqual([]);
  });
});

/** The first chain of imports that comes back to where it began, as a readable line. Imports of types alone do not run. */
function findCycle(files: SourceFile[]): string | undefined {
  const edges = new Map(files.map(({ path, imports }) => [path, imports.filter(({ isTypeOnly }) => !isTypeOnly).flatMap(({ target }) => target ?? [])]));
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): string | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(" -> ");
    if (done.has(path)) return undefined;
    for (const next of edges.get(path) ?? []) {
      const cycle = visit(next, [...trail, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of files) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}
