import { execFile, spawn } from "node:child_process";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { installPacked } from "../lib/testing/packed-package";
import { expect, test } from "./fixtures";
import { signUp } from "./support/account";

let project: string;
test.beforeAll(async () => void (project = await installPacked(["cli"])));
test.afterAll(() => rmSync(project, { recursive: true, force: true }));

type Ran = { code: number; stdout: string; stderr: string };

/** The installed program, as somebody who has nothing but it. */
const program = () => join(project, "node_modules", ".bin", "keyhouse");
const options = (origin: string) => ({ cwd: project, env: { PATH: process.env["PATH"], HOME: project, KEYHOUSE_URL: origin } as unknown as NodeJS.ProcessEnv });

function run(origin: string, ...words: string[]): Promise<Ran> {
  return new Promise((resolve) => execFile(program(), words, options(origin), (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr })));
}

/** Starts a login; returns the address that it shows, and what comes of it. */
async function startLogin(origin: string): Promise<{ address: string; code: string; ended: Promise<Ran> }> {
  const child = spawn(program(), ["login", "--no-browser"], { ...options(origin), stdio: ["ignore", "pipe", "pipe"] });
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (out.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (out.stderr += chunk.toString()));
  const ended = new Promise<Ran>((resolve) => child.once("close", (code) => resolve({ code: code ?? 1, ...out })));
  await expect.poll(() => out.stderr, { timeout: 15_000 }).toMatch(/shows the code\s+[A-Z]{4}-[A-Z]{4}\n/);
  return { address: /http\S+/.exec(out.stderr)![0], code: /[A-Z]{4}-[A-Z]{4}$/m.exec(out.stderr)![0], ended };
}

async function makeKey(page: Page, name: string): Promise<string> {
  await page.goto("/api-keys/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = (await page.getByRole("dialog").locator("code", { hasText: /^sk_live_/ }).first().textContent())!.trim();
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  await page.waitForURL(/\/api-keys\/key_/);
  return secret;
}

const statusOf = async (origin: string, key: string) => (await fetch(`${origin}/api/v1/auth/verify`, { headers: { "X-API-Key": key } })).status;

test("the packed command line in an empty folder: its login is allowed in the browser, it rotates the key in .env, and ends when it is disconnected", async ({ page, server }) => {
  const { origin } = server;
  const account = await signUp(page);
  const key = await makeKey(page, "Build server");
  const env = join(project, ".env");
  writeFileSync(env, `# settings\nPORT=8080\nexport API_KEY="${key}" # build server\n`, { mode: 0o600 });

  const login = await startLogin(origin);
  await page.goto(login.address);
  await expect(page.getByRole("heading", { name: "Keyhouse CLI on another device wants access" })).toBeVisible();
  await expect(page.getByText(login.code, { exact: true })).toBeVisible();
  await expect(page.getByText("allow it only if you started it yourself")).toBeVisible();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("The device is connected")).toBeVisible();
  expect(await login.ended).toMatchObject({ code: 0, stdout: expect.stringContaining(`as ${account.username}`) });
  expect(statSync(join(project, ".config", "keyhouse", "config.json")).mode & 0o777).toBe(0o600);

  const rotated = await run(origin, "keys", "rotate", "--write-env", ".env", "--yes");
  expect(rotated).toMatchObject({ code: 0, stderr: "" });
  const next = /API_KEY="(sk_live_\w+)"/.exec(readFileSync(env, "utf8"))![1]!;
  expect(readFileSync(env, "utf8")).toBe(`# settings\nPORT=8080\nexport API_KEY="${next}" # build server\n`);
  expect(rotated.stdout).not.toContain(next);
  expect([await statusOf(origin, key), await statusOf(origin, next)]).toEqual([401, 200]);

  await page.goto("/connected-apps");
  await page.getByRole("link", { name: "Keyhouse CLI" }).click();
  await page.getByRole("button", { name: "Disconnect app…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page).toHaveURL(/\/connected-apps$/);
  expect(await run(origin, "whoami")).toMatchObject({ code: 3, stderr: expect.stringContaining("has ended") });
});

test("of six processes whose login has to be renewed one renews it, and all go on; a denied login says so", async ({ page, server }) => {
  const { origin } = server;
  await signUp(page);
  const denied = await startLogin(origin);
  await page.goto(denied.address);
  await page.getByRole("button", { name: "Deny" }).click();
  await page.waitForURL(/done=denied/);
  expect(await denied.ended).toMatchObject({ code: 1, stderr: expect.stringContaining("The login was denied in the browser.") });

  const login = await startLogin(origin);
  await page.goto(login.address);
  await page.getByRole("button", { name: "Allow" }).click();
  expect((await login.ended).code).toBe(0);
  const config = join(project, ".config", "keyhouse", "config.json");
  writeFileSync(config, readFileSync(config, "utf8").replace(/"expires_at": "[^"]+"/, '"expires_at": "2020-01-01T00:00:00.000Z"'));
  const ran = await Promise.all(Array.from({ length: 6 }, () => run(origin, "whoami")));
  expect(ran.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(ran.map(() => "0"));
  const { data } = JSON.parse((await run(origin, "audit", "--action", "grant.refreshed", "--json")).stdout) as { data: unknown[] };
  expect(data).toHaveLength(1);
});
