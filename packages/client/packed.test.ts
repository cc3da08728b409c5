import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goodPassword } from "@/lib/testing/good-password";
import { installPacked } from "@/lib/testing/packed-package";
import { serveHouse, type ServedHouse } from "@/lib/testing/serve-house";

const run = promisify(execFile);

let project: string;
let house: ServedHouse;
let env: Record<string, string>;

beforeAll(async () => {
  [project, house] = await Promise.all([installPacked(["client"]), serveHouse()]);
  const admin = await house.signUp("admin");
  const { token } = (await house.send("POST", "/api/v1/users/me/api-token", { token: admin.token, body: {} })).json as { token: string };
  env = { PATH: process.env.PATH!, HOME: project, API_BASE_URL: house.origin, API_TOKEN: token, NAME: "admin", PASSWORD: goodPassword };
  // The frameworks that its examples name are installed beside it, in a real project.
  for (const name of ["express", "fastify", "hono", "@types", "@modelcontextprotocol", "zod"]) await symlink(resolve("node_modules", name), join(project, "node_modules", name));
}, 120_000);

afterAll(async () => {
  await house.close();
  await rm(project, { recursive: true, force: true });
});

const node = (file: string, extra: Record<string, string> = {}) => run(process.execPath, [file], { cwd: project, env: { ...env, ...extra } as unknown as NodeJS.ProcessEnv });
const installed = () => join(project, "node_modules/@keyhouse/client");

describe("the packed client in an empty project", () => {
  it("brings nothing with it but its own files: no sources, no tests, no other package", async () => {
    const files = await readdir(installed(), { recursive: true });
    expect(files).toEqual(expect.arrayContaining(["package.json", "README.md", "dist/index.js", "dist/index.d.ts", "dist/mcp.js"]));
    expect(files.filter((file) => /(^|\/)(src|generate|testing)(\/|$)|\.test\./.test(file))).toEqual([]);
    expect((await readdir(join(project, "node_modules"))).filter((name) => !name.startsWith(".")).sort()).toEqual(["@keyhouse", "@modelcontextprotocol", "@types", "express", "fastify", "hono", "zod"]);
  });

  it("hands on the licences of what is bundled in", async () => {
    const licenses = await readFile(join(installed(), "dist/LICENSES.txt"), "utf8");
    expect(licenses).toMatch(/^MIT License/);
    expect(licenses).toContain("jose 6.2.17 (MIT)");
  });

  it("has every entry that it names, with types", async () => {
    const { exports } = JSON.parse(await readFile(join(installed(), "package.json"), "utf8")) as { exports: Record<string, { types: string; default: string } | string> };
    const files = await readdir(installed(), { recursive: true });
    for (const entry of Object.values(exports).flatMap((value) => (typeof value === "string" ? [value] : [value.types, value.default]))) expect(files).toContain(entry.replace("./", ""));
  });

  it("logs what it does on standard error when LOG_LEVEL says so, and no secret", async () => {
    await writeFile(join(project, "log.mjs"), 'import { createClient } from "@keyhouse/client";\nconst client = createClient();\nawait client.me.get();\nawait client.logout();\n');
    const { stdout, stderr } = await node("log.mjs", { API_TOKEN: "", LOG_LEVEL: "debug" });
    expect(stdout).toBe("");
    expect(stderr).toContain("DEBUG: Attempting login with username: admin");
    expect(stderr).toContain("Login successful");
    expect(stderr).not.toContain(goodPassword);
    expect(stderr).not.toMatch(/eyJ|_rt_[A-Za-z0-9]/);
    expect((await node("log.mjs", { API_TOKEN: "" })).stderr, "silent by default").toBe("");
  });
});

describe("the main entry", () => {
  it("asks for nothing that browsers and edge runtimes do not have", async () => {
    const { outputFiles } = await build({ stdin: { contents: 'export * from "@keyhouse/client"', resolveDir: project }, bundle: true, format: "esm", platform: "neutral", minify: true, write: false });
    expect(outputFiles[0]!.text).not.toMatch(/["']node:|require\(/);
  });

  it("works where there is nothing of Node: no process, no Buffer, no require", async () => {
    const contents = `
      import { createClient } from "@keyhouse/client";
      import { createVerifier } from "@keyhouse/client/verifier";
      globalThis.work = (async () => {
        const client = createClient({ baseUrl: settings.origin, name: "admin", password: settings.password });
        const verifier = createVerifier({ issuer: settings.origin });
        return [(await client.me.get()).username, (await verifier.verify(await client.token())).user.username];
      })();`;
    const { outputFiles } = await build({ stdin: { contents, resolveDir: project }, bundle: true, format: "iife", platform: "neutral", write: false });
    const web = { fetch, crypto, performance, URL, URLSearchParams, Headers, Request, Response, AbortController, AbortSignal, ReadableStream, TextEncoder, TextDecoder, CryptoKey, structuredClone, atob, btoa, setTimeout, clearTimeout, Uint8Array };
    const edge = createContext({ ...web, settings: { origin: house.origin, password: goodPassword } }) as { work?: Promise<string[]> };
    runInContext(outputFiles[0]!.text, edge);
    expect(await edge.work).toEqual(["admin", "admin"]);
  });

  it("costs a page that only makes requests no more than it uses", async () => {
    const size = async (contents: string) => (await build({ stdin: { contents, resolveDir: project }, bundle: true, format: "esm", platform: "browser", minify: true, write: false })).outputFiles[0]!.contents.byteLength;
    expect(await size('import { createRequester } from "@keyhouse/client"; console.log(createRequester)')).toBeLessThan(4_000);
    expect(await size('import { createClient } from "@keyhouse/client"; console.log(createClient)')).toBeLessThan(30_000);
  });
});

describe("the README", () => {
  type Snippet = { name: string; code: string; isRun: boolean };
  let snippets: Snippet[];
  /** What the examples print: with a personal API token, which holds no scope over users; the second with the password. */
  const said: Record<string, [string, string?]> = { "snippet-1": ["admin is admin"], "snippet-2": ["shown this once: "], "snippet-3": ["", "needs the scope users:read"], "snippet-4": ["ok\n200"] };

  beforeAll(async () => {
    const text = await readFile(join(installed(), "README.md"), "utf8");
    snippets = [...text.matchAll(/```ts( run)?\n([\s\S]*?)```/g)].map(([, mark, code], index) => ({ name: `snippet-${index + 1}`, code: code!, isRun: mark !== undefined }));
    await mkdir(join(project, "snippets"));
    for (const { name, code } of snippets) await writeFile(join(project, "snippets", `${name}.ts`), code);
    const compilerOptions = { target: "es2022", lib: ["es2023", "dom", "dom.iterable"], module: "nodenext", strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: true, types: ["node"], outDir: "out", rootDir: "snippets" };
    await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["snippets"] }));
  });

  it("has examples that type-check as they stand, and those that call the API run", async () => {
    const { stdout } = await run(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", project]).catch((error: { stdout: string }) => error);
    expect(stdout).toBe("");
    const runnable = snippets.filter(({ isRun }) => isRun);
    expect(runnable.length).toBeGreaterThanOrEqual(4);
    for (const { name } of runnable) {
      const { stdout, stderr } = await node(`out/${name}.js`, name === "snippet-2" ? { API_TOKEN: "" } : {});
      const [words, error] = said[name] ?? [];
      expect(stdout, name).toContain(words ?? "");
      expect(stderr.trim(), name).toBe(error ?? "");
    }
  }, 120_000);

  it("types its declarations so that a strict project may check them, too", async () => {
    await writeFile(join(project, "strict.json"), JSON.stringify({ compilerOptions: { target: "es2022", lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"], module: "nodenext", strict: true, exactOptionalPropertyTypes: true, types: ["node"], noEmit: true }, files: ["all.ts"] }));
    await writeFile(join(project, "all.ts"), ["", "/verifier", "/express", "/fastify", "/hono", "/next", "/mcp"].map((entry, index) => `export * as n${index} from "@keyhouse/client${entry}";`).join("\n"));
    const { stdout } = await run(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", join(project, "strict.json")]).catch((error: { stdout: string }) => error);
    expect(stdout).toBe("");
  }, 60_000);
});
