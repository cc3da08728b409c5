import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { version } from "./version";

it("the program calls itself by the version of its package", () => {
  expect((JSON.parse(readFileSync("packages/cli/package.json", "utf8")) as { version: string }).version).toBe(version);
});
