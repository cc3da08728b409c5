import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generateClient, readOperations } from "./generate";

describe("the typed calls", () => {
  it.each(Object.entries(generateClient()))("are those of today's contract in %s (else: npm run generate:client)", (name, text) => {
    // compared as a whole: the difference may be thousands of lines
    expect(readFileSync(new URL(`../src/generated/${name}`, import.meta.url), "utf8") === text).toBe(true);
  });

  it("have each a name of their own", () => {
    const names = readOperations().map(({ resource, call }) => `${resource}.${call}`);
    expect(names).toEqual([...new Set(names)]);
  });
});
