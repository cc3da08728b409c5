import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEverythingServer, type EverythingServer } from "@/lib/testing/everything-server";
import { MemoryProvider } from "@/lib/testing/memory-provider";
import { runHouse, type RunningHouse } from "@/lib/testing/run-house";
import { earlierClient, letIn, modernClient, type SdkClient } from "@/lib/testing/sdk-clients";
import { waitUntil } from "@/lib/testing/wait-until";
import { WebPerson } from "@/lib/testing/web-person";

let server: RunningHouse;
let everything: EverythingServer;
let admin: WebPerson;
let supporter: WebPerson;
let other: WebPerson;
let address: URL;

beforeAll(async () => {
  [server, everything] = await Promise.all([runHouse(), startEverythingServer()]);
  address = new URL("/mcp/everything", server.origin);
  admin = await WebPerson.signUp(server.origin, "first-of-all");
  [supporter, other] = [await WebPerson.signUp(server.origin, "supporter"), await WebPerson.signUp(server.origin, "other")];
  await setGroups(supporter, ["support"]);
  const protect = (prefix: string) =>
    admin.api("POST", "/protected-apis", {
      name: "Everything",
      prefix,
      upstream: everything.address,
      rules: [{ methods: ["*"], path: "/**", scope: "agents:read" }],
      tools: [{ name: "*" }, { name: "get-env", groups: ["support"] }, { name: "get-sum", scope: "triggers:write" }],
    });
  await protect("/mcp/everything");
  await protect("/mcp/sibling");
}, 120_000);
afterAll(() => Promise.all([server?.stop(), everything?.stop()]));

const setGroups = (person: WebPerson, groups: string[]) => admin.api("PATCH", `/users/${person.account.id}`, { groups });

const kinds: [string, SdkClient][] = [
  ["MCP SDK 2.x client, newest revision first", modernClient("auto")],
  ["MCP SDK 2.x client, older revisions", modernClient("legacy")],
  ["MCP SDK 1.x client", earlierClient],
];

describe.each(kinds)("%s and the reference server behind the gateway", (_title, kind) => {
  it("knowing nothing but its address, finds its way in, and has the tools that its person's group may use", async () => {
    const connection = await letIn(kind, supporter, new MemoryProvider(), address);
    expect(await connection.toolNames()).toEqual(expect.arrayContaining(["echo", "get-env", "get-sum", "trigger-long-running-operation"]));
    expect((await connection.call("echo", { message: "hello" })).content).toMatchObject([{ text: "Echo: hello" }]);
    expect((await connection.call("get-sum", { a: 2, b: 3 })).content[0]!.text).toContain("5");
    const { content } = await connection.call("get-env");
    expect(JSON.parse(content[0]!.text)).toMatchObject({ NODE_ENV: "production" });
    await connection.close();
  }, 40_000);

  it("for somebody who is not in the group does not see the tool, and calling it is answered with the group that may", async () => {
    const connection = await letIn(kind, other, new MemoryProvider(), address);
    const names = await connection.toolNames();
    expect(names).toContain("echo");
    expect(names).not.toContain("get-env");
    await expect(connection.call("get-env")).rejects.toThrow(/the group support/);
    expect((await connection.call("echo", { message: "still here" })).isError).toBeFalsy();
    await connection.close();
  }, 40_000);

  it("hears of progress while the tool is at work", async () => {
    const connection = await letIn(kind, other, new MemoryProvider(), address);
    let steps = 0;
    await connection.call("trigger-long-running-operation", { duration: 0.4, steps: 4 }, () => steps++);
    expect(steps).toBeGreaterThan(1);
    await connection.close();
  }, 40_000);

  it("begins a new session once its person's groups have changed, with what they may then; the server is told that the old one is over", async () => {
    const person = await WebPerson.signUp(server.origin, `mover-${Math.random().toString(36).slice(2, 10)}`);
    const provider = new MemoryProvider();
    const connection = await letIn(kind, person, provider, address);
    await connection.call("echo", { message: "before" });
    const before = everything.said().match(/session termination request/g)?.length ?? 0;
    await setGroups(person, ["support"]);
    await expect(connection.call("echo", { message: "after" })).rejects.toThrow(/session/i);
    await waitUntil(() => (everything.said().match(/session termination request/g)?.length ?? 0) > before);
    const again = await kind.connect(provider, address);
    expect(await again.toolNames()).toContain("get-env");
    expect(provider.opened).toHaveLength(1);
    await connection.close();
    await again.close();
  }, 40_000);

  it("its token is for this server alone", async () => {
    const provider = new MemoryProvider();
    await (await letIn(kind, other, provider, address)).close();
    const headers = { authorization: `Bearer ${provider.tokens()!.access_token}`, "content-type": "application/json", accept: "application/json, text/event-stream" };
    for (const path of ["/mcp/sibling", "/mcp"]) {
      const answer = await fetch(new URL(path, server.origin), { method: "POST", headers, body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }) });
      expect([answer.status, (await answer.json() as { code: string }).code]).toEqual([401, "INVALID_TOKEN"]);
    }
  }, 40_000);
});

describe("MCP SDK 2.x client with less than a tool needs", () => {
  it("is challenged for the missing scope, asks its person, and goes on", async () => {
    const kind = modernClient("auto");
    const provider = new MemoryProvider();
    const connection = await letIn(kind, other, provider, address, ["agents:read"]);
    await expect(connection.call("get-sum", { a: 1, b: 1 })).rejects.toThrow();
    const asked = provider.opened.at(-1)!.searchParams.get("scope")!.split(" ");
    expect(asked).toEqual(expect.arrayContaining(["agents:read", "triggers:write"]));
    await kind.finish(provider, address, await other.decide(provider.opened.at(-1)!));
    expect((await connection.call("get-sum", { a: 1, b: 1 })).content[0]!.text).toContain("2");
    await connection.close();
  }, 40_000);
});

describe("before anybody connects", () => {
  it("our own doctor has nothing to say against it", async () => {
    const { verdict, findings } = await admin.api<{ verdict: string; findings: { severity: string; title: string }[] }>("POST", "/doctor/test-server", { url: address.href });
    expect(findings.filter(({ severity }) => severity !== "good")).toEqual([]);
    expect(verdict).toBe("good");
  });

  it("the consent page says which server it is that access is asked for, and offers its scopes alone", async () => {
    const provider = new MemoryProvider();
    await expect(modernClient("auto").connect(provider, address)).rejects.toThrow(/unauthorized/i);
    const asked = provider.opened[0]!;
    expect(asked.searchParams.get("resource")).toBe(address.href);
    expect(asked.searchParams.get("scope")!.split(" ").filter((scope) => scope !== "offline_access").toSorted()).toEqual(["agents:read", "triggers:write"]);
    const html = await other.read(asked);
    expect(html).toContain("Everything");
    expect(html).toContain(address.href);
    expect(html).not.toContain("keys:read");
  });

  it("a key takes the place of signing in, as in CI", async () => {
    const { key } = await other.api<{ key: string }>("POST", "/api-keys", { name: "CI", scopes: ["agents:read"] });
    const body = { jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "curl", version: "1" } } };
    const answer = await fetch(address, { method: "POST", headers: { "x-api-key": key, "content-type": "application/json", accept: "application/json, text/event-stream" }, body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("mcp-servers/everything");
    expect(answer.headers.get("mcp-session-id")).toMatch(/^v1\./);
  });
});
