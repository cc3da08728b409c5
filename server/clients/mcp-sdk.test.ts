import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from "@modelcontextprotocol/client";
import { Client as EarlierClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as EarlierTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MemoryProvider } from "@/lib/testing/memory-provider";
import { runHouse, type RunningHouse } from "@/lib/testing/run-house";
import { WebPerson } from "@/lib/testing/web-person";

const accessTokenSeconds = 2;

let server: RunningHouse;
let person: WebPerson;

beforeAll(async () => {
  server = await runHouse({ ACCESS_TOKEN_TTL: String(accessTokenSeconds) });
  await WebPerson.signUp(server.origin, "first-of-all");
  person = await WebPerson.signUp(server.origin, "ada");
}, 120_000);
afterAll(() => server?.stop());

type Result = { content: { text: string }[]; structuredContent?: unknown; isError?: boolean };
type Connection = { call(name: string, args?: object): Promise<Result>; toolNames(): Promise<string[]>; close(): Promise<void> };
/** Connects with what the provider remembers. Without tokens it has the person's browser opened, and fails. */
type Connect = (provider: MemoryProvider, path: string) => Promise<Connection>;
type Kind = { connect: Connect; finish(provider: MemoryProvider, path: string, callback: URL): Promise<void> };

const identity = { name: "an independent client", version: "1.0.0" };
const at = (path: string) => new URL(path, server.origin);

const modern = (mode: "auto" | "legacy"): Kind => ({
  async connect(provider, path) {
    const client = new ModernClient(identity, { versionNegotiation: { mode } });
    await client.connect(new ModernTransport(at(path), { authProvider: provider }));
    return connectionOf(client);
  },
  async finish(provider, path, callback) {
    provider.readCallback(callback, server.origin);
    await new ModernTransport(at(path), { authProvider: provider }).finishAuth(callback.searchParams);
  },
});

const earlier: Kind = {
  async connect(provider, path) {
    const client = new EarlierClient(identity);
    await client.connect(new EarlierTransport(at(path), { authProvider: provider }));
    return connectionOf(client as unknown as ModernClient);
  },
  async finish(provider, path, callback) {
    await new EarlierTransport(at(path), { authProvider: provider }).finishAuth(provider.readCallback(callback, server.origin));
  },
};

function connectionOf(client: ModernClient): Connection {
  return {
    call: (name, args = {}) => client.callTool({ name, arguments: args as Record<string, unknown> }) as unknown as Promise<Result>,
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    close: () => client.close(),
  };
}

/** Discovery, registration, the person's sign-in and consent, and the code for tokens. */
async function letIn({ connect, finish }: Kind, provider: MemoryProvider, path: string, scopes?: string[]): Promise<Connection> {
  await expect(connect(provider, path)).rejects.toThrow(/unauthorized/i);
  const callback = await person.decide(provider.opened.at(-1)!, scopes ? { scopes } : {});
  expect(callback.href.startsWith(provider.redirectUrl)).toBe(true);
  await finish(provider, path, callback);
  return connect(provider, path);
}

const untilTokenEnds = () => new Promise((resolve) => setTimeout(resolve, accessTokenSeconds * 1000 + 300));

const kinds: [string, Kind, string][] = [
  ["MCP SDK 2.x client, revision 2026-07-28", modern("auto"), "/mcp"],
  ["MCP SDK 2.x client, older revisions", modern("legacy"), "/mcp/"],
  ["MCP SDK 1.x client", earlier, "/mcp"],
];

describe.each(kinds)("%s", (_title, kind, path) => {
  it(`knowing nothing but ${path}, discovers, registers, is let in, calls, refreshes in silence, and is cut off when the person says so`, async () => {
    const provider = new MemoryProvider();
    const connection = await letIn(kind, provider, path);
    expect(provider.registrations).toBe(1);
    expect(await connection.toolNames()).toContain("whoami");
    expect((await connection.call("whoami")).structuredContent).toMatchObject({ id: person.account.id, username: "ada" });

    const [first] = provider.saved;
    await untilTokenEnds();
    expect((await connection.call("whoami")).isError).toBeFalsy();
    await untilTokenEnds();
    expect((await connection.call("list_api_keys")).isError).toBeFalsy();
    expect(provider.opened).toHaveLength(1);
    // a slow machine may have needed one more
    expect(provider.saved.length).toBeGreaterThanOrEqual(3);
    expect(provider.saved.at(-1)!.refresh_token).not.toBe(first!.refresh_token);
    await connection.close();

    const again = await kind.connect(provider, path);
    expect(provider.opened).toHaveLength(1);
    const { data } = await person.api<{ data: { id: string; name: string }[] }>("GET", "/connected-apps");
    expect(data).toHaveLength(1);
    await person.api("DELETE", `/connected-apps/${data[0]!.id}`);
    await expect(again.call("whoami")).rejects.toThrow();
    expect(provider.opened).toHaveLength(2);
    await again.close();
  }, 40_000);

  it("told no by the person, stays outside", async () => {
    const provider = new MemoryProvider();
    await expect(kind.connect(provider, "/mcp")).rejects.toThrow(/unauthorized/i);
    const callback = await person.decide(provider.opened[0]!, { decision: "deny" });
    expect(Object.fromEntries(callback.searchParams)).toMatchObject({ error: "access_denied", iss: server.origin });
    expect(() => provider.readCallback(callback, server.origin)).toThrow(/access_denied/);
  });
});

describe("MCP SDK 2.x client with less than it asked for", () => {
  it("is challenged for the missing scope, asks the person again, and keeps what it had", async () => {
    const provider = new MemoryProvider();
    const kind = modern("auto");
    const connection = await letIn(kind, provider, "/mcp", ["keys:read"]);
    expect(provider.tokens()!.scope).toBe("keys:read");
    await expect(connection.call("search_audit_log")).rejects.toThrow();
    const asked = provider.opened.at(-1)!.searchParams.get("scope")!.split(" ");
    expect(asked).toEqual(expect.arrayContaining(["audit:read", "keys:read"]));
    await kind.finish(provider, "/mcp", await person.decide(provider.opened.at(-1)!));
    expect((await connection.call("search_audit_log")).isError).toBeFalsy();
    expect((await connection.call("list_api_keys")).isError).toBeFalsy();
    await connection.close();
  }, 40_000);

  it("goes on with the same token once the person has widened the connection in the portal", async () => {
    const provider = new MemoryProvider();
    const connection = await letIn(modern("auto"), provider, "/mcp", ["keys:read"]);
    const { data } = await person.api<{ data: { id: string; scopes: string[] }[] }>("GET", "/connected-apps");
    await person.api("PATCH", `/connected-apps/${data.find(({ scopes }) => scopes.join() === "keys:read")!.id}`, { scopes: ["keys:read", "audit:read"] });
    expect((await connection.call("search_audit_log")).isError).toBeFalsy();
    expect(provider.opened).toHaveLength(1);
    await connection.close();
  }, 40_000);
});
