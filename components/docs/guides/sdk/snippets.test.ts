import { execFile } from "node:child_process";
import { rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPacked } from "@/lib/testing/packed-package";
import { callSnippets, frameworkSnippets, mcpSnippet } from "./snippets";

const run = promisify(execFile);
const house = { publicUrl: "https://keys.example.com" };
let project: string;

beforeAll(async () => {
  project = await installPacked(["client"]);
  for (const name of ["express", "fastify", "hono", "@types"]) await symlink(resolve("node_modules", name), join(project, "node_modules", name));
}, 60_000);

afterAll(() => rm(project, { recursive: true, force: true }));

describe("the guide to the client library", () => {
  it("shows code that type-checks against the package that the house hands out", async () => {
    const snippets = [...callSnippets(house), ...frameworkSnippets(house), { id: "mcp", code: mcpSnippet(house) }];
    for (const { id, code } of snippets) await writeFile(join(project, `${id}.ts`), code);
    const compilerOptions = { target: "es2022", lib: ["es2023", "dom", "dom.iterable"], module: "nodenext", strict: true, skipLibCheck: true, types: ["node"], noEmit: true };
    await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: snippets.map(({ id }) => `${id}.ts`) }));
    const { stdout } = await run(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", project]).catch((error: { stdout: string }) => error);
    expect(stdout).toBe("");
  }, 60_000);
});
