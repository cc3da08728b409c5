import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nodeVersionProblem } from "./node-version.mjs";

test.each(["20.19.0", "20.20.2", "22.12.0", "22.20.1", "24.0.0", "25.1.0"])("Node %s will do", (version) => {
  expect(nodeVersionProblem(version)).toBeUndefined();
});

test.each(["12.22.0", "16.20.2", "18.20.8", "20.9.0", "20.18.3", "21.7.3", "22.11.0", "23.11.1"])("Node %s is refused in one line that says what to do", (version) => {
  const problem = nodeVersionProblem(version);
  expect(problem).toContain(version);
  expect(problem).toContain("https://nodejs.org");
  expect(problem).not.toContain("\n");
});

test("package.json asks npm for the same versions", () => {
  expect((JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } }).engines.node).toBe("^20.19 || ^22.12 || >=24");
});

test("what an old version loads before it is refused has no syntax that it cannot read", () => {
  for (const file of ["scripts/start.mjs", "scripts/node-version.mjs"]) {
    expect(readFileSync(file, "utf8")).not.toMatch(/\?\.|\?\?|\bawait\b|#\w|"node:/);
  }
});
