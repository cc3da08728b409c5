import { get } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rpc, toolCall } from "@/lib/testing/ask-mcp";
import { openMcpHouse, type McpHouse, type Sent } from "@/lib/testing/mcp-house";
import { waitUntil } from "@/lib/testing/wait-until";

let house: McpHouse["house"];
let upstream: McpHouse["upstream"];
let inside: McpHouse["inside"];
let outside: McpHouse["outside"];
let tools: McpHouse["tools"];
let setPerson: McpHouse["setPerson"];
let setEnabled: McpHouse["setEnabled"];
let connect: McpHouse["connect"];
let startAnew: McpHouse["startAnew"];
beforeAll(async () => {
  ({ house, upstream, inside, outside, tools, setPerson, setEnabled, connect, startAnew } = await openMcpHouse());
});
afterAll(() => house.close());
beforeEach(() => startAnew());

describe("sessions", () => {
  const initialize = async (token: string) => (await tools({ token, body: rpc("initialize") })).headers["mcp-session-id"] as string;
  const inSession = (token: string, session: string, sent: Sent = {}) => tools({ token, ...sent, headers: { "mcp-session-id": session, ...sent.headers } });
  const ended = () => upstream.told.filter(({ method }) => method === "DELETE").map(({ headers }) => headers["mcp-session-id"]);

  it("the client gets an id of its own, and the server sees the one that it gave", async () => {
    const { token } = await connect(inside);
    const session = await initialize(token);
    expect(session).not.toMatch(/upstream/);
    expect((await inSession(token, session)).status).toBe(200);
    expect(upstream.told.at(-1)!.headers["mcp-session-id"]).toMatch(/^upstream-\d+$/);
    expect((await inSession(token, session, { method: "DELETE" })).status).toBe(200);
    expect(ended()).toEqual([upstream.told.at(-2)!.headers["mcp-session-id"]]);
  });

  it("somebody else's, the upstream's own and one that was made up are answered 404 alike, and reach nobody", async () => {
    const session = await initialize((await connect(inside)).token);
    const { token } = await connect(outside);
    upstream.told.length = 0;
    const answers = await Promise.all([session, "upstream-1", "nonsense"].map((id) => inSession(token, id)));
    expect(answers.map(({ status, json }) => [status, (json["error"] as { code: number }).code])).toEqual([[404, -32001], [404, -32001], [404, -32001]]);
    expect(upstream.told).toEqual([]);
  });

  it("is recycled when the groups of its person change: 404 at the next request, and the server is told that it is over", async () => {
    const person = await house.signUp();
    const { token } = await connect(person);
    const session = await initialize(token);
    await setPerson(person, { groups: ["support"] });
    expect((await inSession(token, session, { body: toolCall("echo") })).status).toBe(404);
    await waitUntil(() => ended().length === 1);
    expect(upstream.called()).toEqual([]);
    expect((await inSession(token, await initialize(token), { body: toolCall("get_secret") })).status).toBe(200);
  });

  it("a stream that is open when the role changes ends, and so does its session at the server", async () => {
    const person = await house.signUp();
    const { token } = await connect(person);
    const session = await initialize(token);
    const stream = await openStream(token, session);
    expect(stream.text()).toContain(": hello");
    await setPerson(house.admin, { groups: ["unrelated"] });
    expect(stream.hasEnded()).toBe(false);
    await setPerson(person, { role: "viewer" });
    await waitUntil(() => stream.hasEnded() && upstream.open.size === 0 && ended().length === 1);
    expect(stream.isWhole()).toBe(true);
  });

  it("a stream ends when its connection is revoked, and when the server is switched off", async () => {
    const first = await connect(inside);
    const second = await connect(inside);
    const streams = [await openStream(first.token, await initialize(first.token)), await openStream(second.token, await initialize(second.token))];
    await house.send("DELETE", `/api/v1/connected-apps/${first.grantId}`, { token: inside.token });
    await waitUntil(() => streams[0]!.hasEnded());
    expect(streams[1]!.hasEnded()).toBe(false);
    await setEnabled(false);
    await waitUntil(() => streams[1]!.hasEnded() && upstream.open.size === 0);
    await setEnabled(true);
  });

  it("a server without sessions works as well", async () => {
    upstream.hasSessions = false;
    const { token } = await connect(inside);
    const answer = await tools({ token, body: rpc("initialize") });
    expect([answer.status, answer.headers["mcp-session-id"]]).toEqual([200, undefined]);
    expect((await tools({ token, body: { jsonrpc: "2.0", method: "notifications/initialized" } })).status).toBe(202);
  });

  async function openStream(token: string, session: string) {
    const chunks: Buffer[] = [];
    let ended = false;
    let whole = false;
    await new Promise<void>((resolve, reject) => {
      get({ port: house.port, host: "127.0.0.1", path: "/mcp/tools", agent: false, headers: { accept: "text/event-stream", authorization: `Bearer ${token}`, "mcp-session-id": session } }, (response) => {
        response.on("data", (chunk: Buffer) => (chunks.push(chunk), resolve()));
        response.on("end", () => (whole = true));
        response.on("error", () => undefined);
        response.on("close", () => (ended = true));
      }).on("error", reject);
    });
    return { text: () => Buffer.concat(chunks).toString(), hasEnded: () => ended, isWhole: () => whole };
  }
});
