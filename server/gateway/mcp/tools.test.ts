import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { rpc, toolCall } from "@/lib/testing/ask-mcp";
import type { Answer } from "@/lib/testing/gateway-house";
import { everyMethod, openMcpHouse, origin, type McpHouse, type Sent } from "@/lib/testing/mcp-house";

let house: McpHouse["house"];
let upstream: McpHouse["upstream"];
let apiId: McpHouse["apiId"];
let inside: McpHouse["inside"];
let outside: McpHouse["outside"];
let ask: McpHouse["ask"];
let tools: McpHouse["tools"];
let setPerson: McpHouse["setPerson"];
let connect: McpHouse["connect"];
let startAnew: McpHouse["startAnew"];
beforeAll(async () => {
  ({ house, upstream, apiId, inside, outside, ask, tools, setPerson, connect, startAnew } = await openMcpHouse());
  await house.protect({ name: "Sibling", prefix: "/mcp/sibling", upstream: house.upstreamOrigin, rules: everyMethod });
});
afterAll(() => house.close());
beforeEach(() => startAnew());

const resultOf = (answer: Answer) => answer.json["result"] as never;
const errorOf = (answer: Answer) => answer.json["error"] as { code: number; message: string; data: object };
const namesIn = (answer: { tools: { name: string }[] }) => answer.tools.map(({ name }) => name);

describe("rules for tools", () => {
  const list = async (token: string, useEvents = false) => {
    upstream.useEvents = useEvents;
    const answer = await tools({ token, body: rpc("tools/list") });
    const json = useEvents ? (JSON.parse(/^data: (.+)$/m.exec(answer.text)![1]!) as { result: never }) : (answer.json as { result: never });
    return namesIn(json.result);
  };

  it.each([false, true])("a list shows each caller the tools that it may call, or could once it asks its person for more (as events: %s)", async (useEvents) => {
    expect(await list((await connect(inside)).token, useEvents)).toEqual(["echo", "get_user", "get_secret", "add"]);
    expect(await list((await connect(outside)).token, useEvents)).toEqual(["echo", "get_user", "add"]);
    const { key } = await house.makeKey({ scopes: ["keys:read"] }, outside);
    expect(await list(key, useEvents)).toEqual(["echo"]);
  });

  it("without rules for tools all are shown, and the answer is the server's own to the byte", async () => {
    const { token } = await connect(outside, ["agents:read"], `${origin}/mcp/sibling`);
    expect(namesIn(resultOf(await ask("/mcp/sibling", { token, body: rpc("tools/list") })))).toHaveLength(5);
  });

  it("a tool for another group never reaches the server, and the model reads which group may", async () => {
    const { token } = await connect(outside);
    const answer = await tools({ token, body: toolCall("get_secret") });
    expect([answer.status, answer.json]).toMatchObject([200, { jsonrpc: "2.0", id: 1, error: { code: -32003, data: { code: "FORBIDDEN", required_groups: ["support"] } } }]);
    expect(errorOf(answer).message).toContain("the group support");
    expect(upstream.told).toEqual([]);
    expect((await tools({ token: (await connect(inside)).token, body: toolCall("get_secret") })).json).toHaveProperty("result");
    expect(upstream.called()).toEqual(["get_secret"]);
  });

  it("a tool that no rule names is nobody's, also an administrator's", async () => {
    const { token } = await connect(house.admin);
    expect(errorOf(await tools({ token, body: toolCall("unnamed") })).message).toContain("no rule");
    expect(upstream.told).toEqual([]);
  });

  it("a missing scope is a challenge with what the token has and the tool needs, and a JSON-RPC error for whoever reads no headers", async () => {
    const { token } = await connect(inside, ["agents:read", "keys:read"]);
    const answer = await tools({ token, body: toolCall("add") });
    expect(answer.status).toBe(403);
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer error="insufficient_scope", error_description="add needs the scope triggers:write[^"]*", resource_metadata="[^"]+", scope="triggers:write agents:read keys:read"$/);
    expect(answer.json).toMatchObject({ jsonrpc: "2.0", id: 1, error: { data: { required_scope: "triggers:write" } } });
    expect(upstream.told).toEqual([]);
    expect((await tools({ token: (await connect(inside, ["triggers:write"])).token, body: toolCall("add") })).status).toBe(200);
  });

  it("a role below the one that a tool wants is told so", async () => {
    const viewer = await house.signUp();
    await setPerson(viewer, { role: "viewer" });
    expect(errorOf(await tools({ token: (await connect(viewer)).token, body: toolCall("add") })).message).toContain("the role user");
  });

  it("two lines for the same name are refused: which one holds would be a matter of their order", async () => {
    const answer = await house.send("PATCH", `/api/v1/protected-apis/${apiId}`, { token: house.admin.token, body: { tools: [{ name: "get_*" }, { name: "get_*", groups: ["support"] }] } });
    expect([answer.status, answer.json]).toMatchObject([400, { issues: [{ path: "tools.1.name" }] }]);
  });

  it("changed, they hold at the next request", async () => {
    const { token } = await connect(outside);
    const { json } = await house.send("GET", `/api/v1/protected-apis/${apiId}`, { token: house.admin.token });
    const { tools: before } = json as { tools: object[] };
    await house.send("PATCH", `/api/v1/protected-apis/${apiId}`, { token: house.admin.token, body: { tools: [{ name: "unnamed" }] } });
    expect(await list(token)).toEqual(["unnamed"]);
    expect(errorOf(await tools({ token, body: toolCall("echo") })).message).toContain("no rule");
    await house.send("PATCH", `/api/v1/protected-apis/${apiId}`, { token: house.admin.token, body: { tools: before } });
  });
});

describe("calls that are hidden", () => {
  const refused = async (sent: Sent, status = 400) => {
    const answer = await tools({ token: (await connect(outside)).token, ...sent });
    expect(answer.status).toBe(status);
    expect(upstream.told).toEqual([]);
    return answer;
  };

  it("in a batch: nothing of it reaches the server, and each request is told", async () => {
    const answer = await refused({ body: [rpc("ping"), { ...toolCall("get_secret"), id: 2 }, { ...toolCall("echo"), id: 3 }] }, 200);
    expect(JSON.parse(answer.text)).toMatchObject([{ id: 1, error: { message: expect.stringContaining("Nothing of this batch") as string } }, { id: 2, error: { data: { required_groups: ["support"] } } }, { id: 3, error: {} }]);
  });

  it("in a batch, for want of a scope: one challenge for all", async () => {
    const answer = await refused({ body: [toolCall("echo"), { ...toolCall("add"), id: 2 }] }, 403);
    expect(answer.headers["www-authenticate"]).toContain('scope="triggers:write agents:read"');
  });

  it("as a notification, which wants no answer", async () => {
    await refused({ body: { jsonrpc: "2.0", method: "tools/call", params: { name: "get_secret" } } }, 403);
  });

  it.each([
    ["a method named twice", '{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/call","params":{"name":"get_secret"}}'],
    ["a tool named twice", '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","name":"get_secret"}}'],
    ["a method in other letters", '{"jsonrpc":"2.0","id":1,"method":"ping","Method":"tools/call","params":{"name":"get_secret"}}'],
    ["a batch in a batch", '[[{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_secret"}}]]'],
    ["half a message", '{"jsonrpc":"2.0","id":1,"method":"tools/call"'],
    ["bytes after the message", '{"jsonrpc":"2.0","id":1,"method":"ping"}{"method":"tools/call"}'],
  ])("by %s", async (_title, raw) => {
    const answer = await refused({ raw });
    expect(answer.json).toMatchObject({ jsonrpc: "2.0", id: null, error: { code: -32700 } });
  });

  it("behind a header that names another method or tool (revision 2026-07-28)", async () => {
    for (const headers of [{ "mcp-method": "ping" }, { "mcp-name": "get_secret" }] as Record<string, string>[]) {
      expect(errorOf(await refused({ body: toolCall("echo"), headers })).code).toBe(-32020);
    }
  });

  it("in another encoding or media type, and in bodies that are too large", async () => {
    await refused({ body: toolCall("echo"), headers: { "content-encoding": "gzip" } }, 415);
    await refused({ body: toolCall("echo"), headers: { "content-type": "application/json; charset=utf-16" } }, 415);
    await refused({ body: toolCall("echo"), headers: { "content-type": "text/plain" } }, 415);
    await refused({ body: rpc("ping", { pad: "x".repeat(5_000_000) }) }, 413);
  });

  it("each message of a batch counts against the limit", async () => {
    const { token, grantId } = await connect(inside);
    await db().credential.update({ where: { id: grantId }, data: { rateLimitPerMinute: 3 } });
    expect((await tools({ token, body: [1, 2, 3].map((id) => ({ ...rpc("ping"), id })) })).headers["x-ratelimit-remaining"]).toBe("0");
    expect((await tools({ token })).status).toBe(429);
  });
});
