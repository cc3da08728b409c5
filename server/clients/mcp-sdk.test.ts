import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MemoryProvider } from "@/lib/testing/memory-provider";
import { runHouse, type RunningHouse } from "@/lib/testing/run-house";
import { earlierClient, letIn as letInAt, modernClient, type Connection, type SdkClient } from "@/lib/testing/sdk-clients";
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

const at = (path: string) => new URL(path, server.origin);
const letIn = (kind: SdkClient, provider: MemoryProvider, path: string, scopes?: string[]): Promise<Connection> => letInAt(kind, person, provider, at(path), scopes);

const untilTokenEnds = () => new Promise((resolve) => setTimeout(resolve, accessTokenSeconds * 1000 + 300));

const kinds: [string, SdkClient, string][] = [
  ["MCP SDK 2.x client, revision 2026-07-28", modernClient("auto"), "/mcp"],
  ["MCP SDK 2.x client, older revisions", modernClient("legacy"), "/mcp/"],
  ["MCP SDK 1.x client", earlierClient, "/mcp"],
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

    const again = await kind.connect(provider, at(path));
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
    await expect(kind.connect(provider, at("/mcp"))).rejects.toThrow(/unauthorized/i);
    const callback = await person.decide(provider.opened[0]!, { decision: "deny" });
    expect(Object.fromEntries(callback.searchParams)).toMatchObject({ error: "access_denied", iss: server.origin });
    expect(() => provider.readCallback(callback, server.origin)).toThrow(/access_denied/);
  });
});

describe("MCP SDK 2.x client with less than it asked for", () => {
  it("is challenged for the missing scope, asks the person again, and keeps what it had", async () => {
    const provider = new MemoryProvider();
    const kind = modernClient("auto");
    const connection = await letIn(kind, provider, "/mcp", ["keys:read"]);
    expect(provider.tokens()!.scope).toBe("keys:read");
    await expect(connection.call("search_audit_log")).rejects.toThrow();
    const asked = provider.opened.at(-1)!.searchParams.get("scope")!.split(" ");
    expect(asked).toEqual(expect.arrayContaining(["audit:read", "keys:read"]));
    await kind.finish(provider, at("/mcp"), await person.decide(provider.opened.at(-1)!));
    expect((await connection.call("search_audit_log")).isError).toBeFalsy();
    expect((await connection.call("list_api_keys")).isError).toBeFalsy();
    await connection.close();
  }, 40_000);

  it("goes on with the same token once the person has widened the connection in the portal", async () => {
    const provider = new MemoryProvider();
    const connection = await letIn(modernClient("auto"), provider, "/mcp", ["keys:read"]);
    const { data } = await person.api<{ data: { id: string; scopes: string[] }[] }>("GET", "/connected-apps");
    await person.api("PATCH", `/connected-apps/${data.find(({ scopes }) => scopes.join() === "keys:read")!.id}`, { scopes: ["keys:read", "audit:read"] });
    expect((await connection.call("search_audit_log")).isError).toBeFalsy();
    expect(provider.opened).toHaveLength(1);
    await connection.close();
  }, 40_000);
});
