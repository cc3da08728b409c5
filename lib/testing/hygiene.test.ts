import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { completeLock } from "../../scripts/complete-lock.mjs";
import { isTest, readSources } from "./source-files";

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string>; devDependencies: Record<string, string> };
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, { version?: string }> };

/** The lowest version without a published hole that concerns us. Not every registry answers `npm audit`. */
const floors: Record<string, { version: string; because: string }> = {
  next: { version: "16.3.3", because: "remote code execution in the image optimizer" },
  "next-auth": { version: "4.24.12", because: "mail to an address that the parser read differently" },
  jose: { version: "6.0.0", because: "the line that is maintained" },
};

describe("packages", () => {
  test("are named by one exact version each", () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  test.each(Object.entries(floors))("%s is at or above the version without known holes", (name, { version, because }) => {
    const installed = lock.packages[`node_modules/${name}`]?.version ?? "0.0.0";
    expect(compareVersions(installed, version), `${name} ${installed} is below ${version}: ${because}`).toBeGreaterThanOrEqual(0);
  });

  test("are locked for every platform, not only for the one that wrote the lock (node scripts/complete-lock.mjs)", () => {
    expect(completeLock(structuredClone(lock))).toEqual([]);
  });

  test("that the product imports are dependencies, not only there for the tests", () => {
    const known = new Set([...Object.keys(manifest.dependencies), "node:"]);
    const used = readSources()
      .filter(({ path }) => !isTest(path) && !path.startsWith("lib/testing/"))
      .flatMap(({ imports }) => imports.filter(({ target }) => target === undefined).map(({ specifier }) => packageOf(specifier)));
    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
  });

  test("Prisma's client and command line are of one version", () => {
    expect(manifest.dependencies["@prisma/client"]).toBe(manifest.dependencies.prisma);
  });
});

describe("tests", () => {
  test("are all run: none is singled out or left out", () => {
    const marked = readSources()
      .filter(({ path, text }) => isTest(path) && /\b(?:test|it|describe)\.(?:only|skip|todo|fails)\b/.test(text.replaceAll(/"[^"\n]*"|\/.*\/[gimsuy]*/g, "")))
      .map(({ path }) => path);
    expect(marked).toEqual([]);
  });
});

/** `@scope/name/path` and `name/path` without the path; one word for all of Node's own. */
function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return "node:";
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split("-", 1)[0]!.split(".").map(Number)) as [number[], number[]];
  const differing = [0, 1, 2].find((index) => a[index] !== b[index]);
  return differing === undefined ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
}
