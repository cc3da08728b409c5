import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import type { RequestListener } from "node:http";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openMcpHouse, origin, resource, type McpHouse } from "@/lib/testing/mcp-house";
import { waitUntil } from "@/lib/testing/wait-until";

let mcp: McpHouse;
beforeAll(async () => {
  mcp = await openMcpHouse();
  mcp.house.answerWith(listener);
});
afterAll(() => mcp.house.close());

const handler = createMcpHandler(() => {
  const server = new McpServer({ name: "upstream", version: "1.0.0" }, { capabilities: { tools: { listChanged: true } } });
  for (const name of ["echo", "get_secret"]) server.registerTool(name, { description: name }, () => ({ content: [{ type: "text", text: `called ${name}` }] }));
  return server;
});

/** A server of the SDK's newest generation, which keeps no sessions, on node:http. */
const listener: RequestListener = (request, response) => {
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const hasBody = request.method === "POST";
  void handler.fetch(new Request(`http://localhost${request.url}`, { method: request.method!, headers, ...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: "half" }) } as RequestInit)).then((answer) => {
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body) Readable.fromWeb(answer.body as never).on("error", () => response.destroy()).pipe(response);
    else response.end();
  });
};

async function connect(token: string): Promise<Client> {
  const client = new Client({ name: "a test", version: "1.0.0" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${mcp.house.port}/mcp/tools`), { requestInit: { headers: { authorization: `Bearer ${token}` } } }));
  return client;
}

const tokenOf = async (person: McpHouse["inside"]) => (await mcp.connect(person, ["agents:read"], resource)).token;
const textOf = (result: unknown) => (result as { content: { text: string }[] }).content[0]!.text;

it("revision 2026-07-28 passes: discovery, lists for each caller, calls, and what a group may not", async () => {
  const inside = await connect(await tokenOf(mcp.inside));
  expect((await inside.listTools()).tools.map(({ name }) => name)).toEqual(["echo", "get_secret"]);
  expect(textOf(await inside.callTool({ name: "get_secret", arguments: {} }))).toBe("called get_secret");
  const outside = await connect(await tokenOf(mcp.outside));
  expect((await outside.listTools()).tools.map(({ name }) => name)).toEqual(["echo"]);
  expect(textOf(await outside.callTool({ name: "echo", arguments: {} }))).toBe("called echo");
  await expect(outside.callTool({ name: "get_secret", arguments: {} })).rejects.toThrow(/the group support/);
  await Promise.all([inside.close(), outside.close()]);
}, 30_000);

it("a subscription of that revision stays open, brings what changes, and ends when its person's groups change", async () => {
  const person = await mcp.house.signUp();
  const answer = await fetch(`http://127.0.0.1:${mcp.house.port}/mcp/tools`, {
    method: "POST",
    headers: { authorization: `Bearer ${await tokenOf(person)}`, "content-type": "application/json", accept: "application/json, text/event-stream", "mcp-protocol-version": "2026-07-28", "mcp-method": "subscriptions/listen" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "subscriptions/listen", params: { notifications: { toolsListChanged: true }, _meta: { "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientInfo": { name: "a test", version: "1" }, "io.modelcontextprotocol/clientCapabilities": {} } } }),
  });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/event-stream")]);
  let text = "";
  let hasEnded = false;
  void answer.body!.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write: (chunk) => void (text += chunk) })).finally(() => (hasEnded = true));
  await waitUntil(() => text.includes("acknowledged"));
  handler.notify.toolsChanged();
  await waitUntil(() => text.includes("tools/list_changed"));
  expect(hasEnded).toBe(false);
  await mcp.setPerson(person, { groups: ["support"] });
  await waitUntil(() => hasEnded);
}, 30_000);

it("a token for a sibling opens nothing", async () => {
  await expect(connect((await mcp.connect(mcp.inside, ["agents:read"], `${origin}/mcp/sibling`)).token)).rejects.toThrow();
});
