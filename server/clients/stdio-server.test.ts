import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernTransport } from "@modelcontextprotocol/client/stdio";
import { Client as EarlierClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as EarlierTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { goodPassword } from "@/lib/testing/good-password";
import { startProgram, type StartedProgram } from "@/lib/testing/start-program";
import { installPacked } from "@/lib/testing/packed-package";
import { freePort, runServer, type RunningServer } from "@/lib/testing/run-server";
import { WebPerson } from "@/lib/testing/web-person";
import { createClient, type Client } from "@keyhouse/client";

const tokenSeconds = 2;

let project: string;
let program: string;
let database: TestDatabase;
let server: RunningServer;
let personId: string;
/** The person, by other means. */
let person: Client;
/** Begun early: it tries for a while. */
let away: StartedProgram;
let settings: { env: Record<string, string>; port: number };

beforeAll(async () => {
  database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, SECRET_KEY: randomBytes(36).toString("base64"), SESSION_TOKEN_TTL: String(tokenSeconds), ACCESS_TOKEN_TTL: String(tokenSeconds) };
  settings = { env, port: await freePort() };
  [project, server] = await Promise.all([installPacked(["mcp"]), runServer(settings)]);
  program = `${project}/node_modules/.bin/keyhouse-mcp`;
  away = start(signedIn({ API_BASE_URL: `http://127.0.0.1:${await freePort()}` }));
  personId = (await WebPerson.signUp(server.origin, "ada")).account.id;
  person = createClient({ baseUrl: server.origin, name: "ada", password: goodPassword, env: {} });
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await database?.drop();
  await rm(project, { recursive: true, force: true });
});

const signedIn = (more: Record<string, string> = {}) => ({ PATH: process.env.PATH!, API_BASE_URL: server.origin, NAME: "ada", PASSWORD: goodPassword, INSTANCE: "desktop", ...more });
const start = (env: Record<string, string>) => startProgram(program, { PATH: process.env.PATH!, ...env });

type Result = { structuredContent?: Record<string, unknown>; isError?: boolean; content: { text: string }[] };
type Started = { client: ModernClient; said(): string; pid(): number | null; call(name: string, args?: Record<string, unknown>): Promise<Result> };

const modern = (mode: "auto" | "legacy") => async (env: Record<string, string>) => open(new ModernClient(identity, { versionNegotiation: { mode } }), new ModernTransport({ command: program, env, stderr: "pipe" }));
const earlier = async (env: Record<string, string>) => open(new EarlierClient(identity) as unknown as ModernClient, new EarlierTransport({ command: program, env, stderr: "pipe" }) as unknown as ModernTransport);
const connect = modern("auto");
const identity = { name: "a desktop application", version: "1.0.0" };

async function open(client: ModernClient, transport: ModernTransport): Promise<Started> {
  const chunks: string[] = [];
  transport.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  await client.connect(transport);
  return {
    client,
    said: () => chunks.join(""),
    pid: () => transport.pid,
    call: (name, args = {}) => client.callTool({ name, arguments: args }) as unknown as Promise<Result>,
  };
}

describe.each([
  ["MCP SDK 2.x client, revision 2026-07-28", modern("auto")],
  ["MCP SDK 2.x client, older revisions", modern("legacy")],
  ["MCP SDK 1.x client", earlier],
])("%s", (_title, connectWith) => {
  it("started with NAME and PASSWORD, has the tools, resources and prompts of /mcp, as the person", async () => {
    const { client, call, said } = await connectWith(signedIn());
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(["whoami", "create_api_key", "search_audit_log"]));
    expect((await call("whoami")).structuredContent).toMatchObject({ id: personId, username: "ada" });
    const { id, key } = (await call("create_api_key", { name: "By stdio", scopes: ["keys:read"] })).structuredContent as { id: string; key: string };
    expect(key).toMatch(/^sk_live_/);
    expect((await call("revoke_api_key", { id })).structuredContent).toEqual({ success: true });
    expect((await call("get_api_key", { id: "key_unknown" })).isError).toBe(true);
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toContain("keyhouse://me");
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toContain("make_a_key");
    expect(said()).toMatch(/🚀 Keyhouse MCP server starting\.\.\.\n🔐 Authentication configured\n✅ Login successful\n👤 Signed in as ada, instance desktop, at http:\S+\n⚡ MCP server ready on stdio\n/);
    await client.close();
  });
});

describe("tokens", () => {
  it(`of ${tokenSeconds} seconds are renewed in time, and a restart of the server is waited for: no call fails`, async () => {
    const { client, call, said } = await connect(signedIn());
    const renewed = () => said().match(/Token refreshed successfully/g)?.length ?? 0;
    const callUntil = async (isDone: () => boolean) => {
      for (let calls = 0; !isDone() && calls < 1000; calls++) {
        expect((await call("whoami")).structuredContent).toMatchObject({ username: "ada" });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    await client.listTools();
    await callUntil(() => renewed() >= 3);
    await server.stop();
    const restarted = runServer(settings).then((again) => (server = again));
    expect((await call("whoami")).structuredContent).toMatchObject({ username: "ada" });
    await restarted;
    const before = renewed();
    await callUntil(() => renewed() > before);
    expect(said()).not.toMatch(/Error:/);
    await client.close();
  }, 90_000);

  it("that are refused although they have not expired are replaced by signing in again, and the call is not lost", async () => {
    const { client, call, said } = await connect(signedIn({ LOG_LEVEL: "debug" }));
    await client.listTools();
    const sessions = await sessionsOfPrograms();
    expect(sessions.length).toBeGreaterThan(0);
    for (const { id } of sessions) await person.request("DELETE", `/api/v1/users/me/sessions/${id}`);
    expect((await call("whoami")).structuredContent).toMatchObject({ username: "ada" });
    expect(said().match(/Login successful/g)).toHaveLength(2);
    await client.close();
  });
});

describe("API_TOKEN", () => {
  const makeKey = (scopes: string[]) => person.request<{ id: string; key: string }>("POST", "/api/v1/api-keys", { body: { name: "For the stdio server", scopes } });

  it("an API key is exchanged for a token for the MCP server alone: its tools are those that the key's scopes allow", async () => {
    const { key } = await makeKey(["keys:read"]);
    const { client, call, said } = await connect({ PATH: process.env.PATH!, API_BASE_URL: server.origin, API_TOKEN: key, LOG_LEVEL: "debug" });
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toContain("list_api_keys");
    expect(names).not.toContain("create_api_key");
    expect((await call("list_api_keys")).isError).toBeFalsy();
    expect(said()).toContain("✅ API token accepted");
    expect(said()).not.toContain(key);
    await client.close();
  });

  it("a key that is revoked meanwhile ends the calls with its reason; the server stays and answers", async () => {
    const { id, key } = await makeKey(["keys:read"]);
    const { client, call } = await connect({ PATH: process.env.PATH!, API_BASE_URL: server.origin, API_TOKEN: key });
    expect((await call("list_api_keys")).isError).toBeFalsy();
    await person.request("DELETE", `/api/v1/api-keys/${id}`);
    await expect(call("list_api_keys")).rejects.toThrow(/Authentication failed - API_TOKEN was not accepted/);
    await expect(call("list_api_keys")).rejects.toThrow(/Authentication failed/);
    await client.close();
  });

  it("one that is not good ends the start with exit code 3", async () => {
    const one = start({ API_BASE_URL: server.origin, API_TOKEN: "sk_live_nonsense" });
    expect(await one.ended).toBe(3);
    expect(one.said()).toContain("Error: Authentication failed - API_TOKEN was not accepted");
    expect(one.output()).toBe("");
  });
});

describe("the end", () => {
  it.each([
    ["the end of the input", (one: StartedProgram) => one.endInput()],
    ["SIGTERM", (one: StartedProgram) => one.kill("SIGTERM")],
    ["SIGINT", (one: StartedProgram) => one.kill("SIGINT")],
  ])("%s: exit code 0, and the session on the server has ended with it", async (_title, end) => {
    const before = (await sessionsOfPrograms()).length;
    const one = start(signedIn());
    await one.until(/ready on stdio/);
    expect(await sessionsOfPrograms()).toHaveLength(before + 1);
    end(one);
    expect(await one.ended).toBe(0);
    expect(await sessionsOfPrograms()).toHaveLength(before);
  });

  it("what was asked before the end of the input is answered", async () => {
    const one = start(signedIn());
    one.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" })}\n`);
    one.endInput();
    expect(await one.ended).toBe(0);
    expect(JSON.parse(one.output())).toMatchObject({ id: 1, result: { tools: expect.any(Array) as unknown } });
  });
});

describe("what cannot start", () => {
  it("a wrong password: the documented message, exit code 3, and nothing on standard output", async () => {
    const one = start(signedIn({ PASSWORD: "not the right one", LOG_LEVEL: "debug" }));
    expect(await one.ended).toBe(3);
    expect(one.said()).toContain("Error: Authentication failed - invalid username or password\n");
    expect(one.said()).toContain("DEBUG: Attempting login with username: ada\n");
    expect(one.said()).not.toContain("not the right one");
    expect(one.output()).toBe("");
  });

  it("a server that is away: the documented message, after a few attempts, and exit code 4", async () => {
    expect(await away.ended).toBe(4);
    expect(away.said()).toContain("trying again");
    expect(away.said()).toMatch(/Error: Unable to connect to authentication server\n$/);
  }, 60_000);

  it.each([
    ["nothing at all", {}, /NAME and PASSWORD are missing/],
    ["a name without a password", { NAME: "ada" }, /PASSWORD .* is missing/],
    ["a password without a name", { PASSWORD: goodPassword }, /NAME .* is missing/],
    ["a name of two letters", { NAME: "ab", PASSWORD: goodPassword }, /NAME .* 3 to 50 letters, digits and hyphens/],
    ["a name of 51 letters", { NAME: "a".repeat(51), PASSWORD: goodPassword }, /NAME .* 3 to 50 letters, digits and hyphens/],
    ["a name with a space at its end", { NAME: "ada ", PASSWORD: goodPassword }, /NAME .* 3 to 50 letters, digits and hyphens/],
    ["a name with an underscore", { NAME: "ada_l", PASSWORD: goodPassword }, /NAME .* 3 to 50 letters, digits and hyphens/],
    ["a password of 7 characters", { NAME: "ada", PASSWORD: "seven77" }, /PASSWORD .* 8 to 128 characters/],
    ["a password of 129 characters", { NAME: "ada", PASSWORD: "p".repeat(129) }, /PASSWORD .* 8 to 128 characters/],
    ["an API token with a line break", { API_TOKEN: "sk_live_abc\n" }, /API_TOKEN .* without spaces or line breaks/],
    ["an address that is none", { NAME: "ada", PASSWORD: goodPassword, API_BASE_URL: "keys.example.com" }, /API_BASE_URL .* must be an address/],
    ["a timeout in words", { NAME: "ada", PASSWORD: goodPassword, API_TIMEOUT: "30s" }, /API_TIMEOUT .* milliseconds/],
    ["a variable that the MCP client did not fill in", { NAME: "${KEYHOUSE_USERNAME}", PASSWORD: goodPassword }, /NAME was not filled in: the variable KEYHOUSE_USERNAME/],
  ] as [string, Record<string, string>, RegExp][])("%s: exit code 2, the variable is named, its secret is not, and nobody is called", async (_title, env, message) => {
    let calls = 0;
    const house = createServer((_request, response) => void (calls++, response.end()));
    await new Promise<void>((resolve) => house.listen(0, "127.0.0.1", resolve));
    const one = start({ API_BASE_URL: `http://127.0.0.1:${(house.address() as AddressInfo).port}`, LOG_LEVEL: "debug", ...env });
    expect(await one.ended).toBe(2);
    expect(one.said()).toMatch(message);
    if (env.PASSWORD) expect(one.said()).not.toContain(env.PASSWORD);
    expect(one.output()).toBe("");
    expect(calls).toBe(0);
    await new Promise((resolve) => house.close(resolve));
  });
});

it("at LOG_LEVEL=debug no secret is in anything that is printed, and standard output is JSON-RPC alone", async () => {
  const one = start(signedIn({ LOG_LEVEL: "debug" }));
  const ask = (id: number, name: string, args: object = {}) => one.write(`${JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: args } })}\n`);
  for (let id = 1; (one.said().match(/Token refresh successful/g)?.length ?? 0) < 2 && id < 500; id++) {
    ask(id, "whoami");
    await one.untilOutput(new RegExp(`"id":${id}\\b`));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  ask(1000, "create_api_key", { name: "Once" });
  await one.untilOutput(/"id":1000/);
  one.endInput();
  expect(await one.ended).toBe(0);
  const messages = one.output().trim().split("\n").map((line) => JSON.parse(line) as { jsonrpc: string; id: number; result?: { structuredContent: { key?: string } } });
  expect(messages.every(({ jsonrpc }) => jsonrpc === "2.0")).toBe(true);
  const { key } = messages.find(({ id }) => id === 1000)!.result!.structuredContent;
  expect(one.said()).toMatch(/DEBUG: Attempting login with username: ada\nDEBUG: Login request sent to: http:\/\/\S+\/api\/v1\/auth\/login\n/);
  expect(one.said()).toMatch(/DEBUG: Token refresh successful, new expiry: \d{4}-\d\d-\d\dT[\d:]+Z/);
  for (const secret of [goodPassword, key!]) expect(one.said()).not.toContain(secret);
  // JSON Web Tokens, keys and refresh tokens, whole or in part
  expect(one.said()).not.toMatch(/eyJ[\w-]{6}|_(?:live|test|rt)_[A-Za-z0-9]{6}|[A-Za-z0-9+/_-]{40}/);
}, 60_000);

async function sessionsOfPrograms(): Promise<{ id: string }[]> {
  const { data } = await person.request<{ data: { id: string; user_agent?: string }[] }>("GET", "/api/v1/users/me/sessions?limit=100");
  return data.filter(({ user_agent }) => user_agent?.startsWith("keyhouse-mcp/"));
}
