import { connect as connectTo } from "node:net";
import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from "@modelcontextprotocol/client";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { McpServer as ExpressMcpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Person } from "@/lib/testing/house";
import { connect, registerClient } from "@/lib/testing/oauth-flow";
import { freePort } from "@/lib/testing/run-server";
import { serveHouse, type ServedHouse } from "@/lib/testing/serve-house";
import { createClient } from "@keyhouse/client";
import { protectMcp, type McpAuth, type McpOptions } from "@keyhouse/client/mcp";
import { serve, type Served } from "../testing/serve";

let house: ServedHouse;
let person: Person;
let ports: Record<"web" | "express", number>;
const servers: Served[] = [];
const resourceOf = (kind: keyof typeof ports) => `http://localhost:${ports[kind]}/mcp`;
const scopes = ["agents:read", "keys:read"];

/** A stranger's MCP server with two tools, once for each way of serving it. */
const kinds: Record<keyof typeof ports, (options: McpOptions, port: number) => Promise<Served>> = {
  web: (options, port) => {
    const mcp = protectMcp(options);
    const handler = createMcpHandler((context) => {
      const server = new McpServer({ name: "notes", version: "1.0.0" });
      const name = () => nameOf(context.authInfo as McpAuth | undefined);
      server.registerTool("read_notes", { description: "Reads" }, () => ({ content: [{ type: "text", text: `notes of ${name()}` }] }));
      server.registerTool("write_note", { description: "Writes", inputSchema: z.object({ text: z.string() }) }, ({ text }) => ({ content: [{ type: "text", text: `${name()} wrote ${text}` }] }));
      return server;
    });
    return serve((request) => mcp.handle(request, (request, auth) => handler.fetch(request, { authInfo: auth })), "web", port);
  },
  express: (options, port) => {
    const mcp = protectMcp(options);
    const app = express();
    app.use(express.json(), mcp.express());
    app.post("/mcp", (request, response) => void serveNotes(request, response));
    app.get("/elsewhere", (_request, response) => void response.send("open"));
    return serve(app, "node", port);
  },
};

async function serveNotes(request: express.Request, response: express.Response): Promise<void> {
  const server = new ExpressMcpServer({ name: "notes", version: "1.0.0" });
  server.registerTool("read_notes", { description: "Reads" }, (extra) => ({ content: [{ type: "text", text: `notes of ${nameOf(extra.authInfo as McpAuth | undefined)}` }] }));
  server.registerTool("write_note", { description: "Writes", inputSchema: { text: z.string() } }, ({ text }, extra) => ({ content: [{ type: "text", text: `${nameOf(extra.authInfo as McpAuth | undefined)} wrote ${text}` }] }));
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.on("close", () => void transport.close().then(() => server.close()));
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  await transport.handleRequest(request, response, request.body);
}

const nameOf = (auth: McpAuth | undefined) => auth?.extra.principal.user.username;

beforeAll(async () => {
  ports = { web: await freePort(), express: await freePort() };
  house = await serveHouse({ PROTECTED_RESOURCES: `${resourceOf("web")}, ${resourceOf("express")}` });
  await house.signUp("admin");
  person = await house.signUp();
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await house.close();
});

const tokenFor = async (resource: string, scope = "agents:read") => (await connect(house, person, await registerClient(house), { resource, scope }, { scope: scope.split(" ") })).access_token;

describe.each(["web", "express"] as const)("an MCP server (%s)", (kind) => {
  let resource: string;
  let origin: string;

  beforeAll(async () => {
    resource = resourceOf(kind);
    origin = new URL(resource).origin;
    servers.push(await kinds[kind]({ issuer: house.origin, resource, scopes, tools: { write_note: ["triggers:write"] }, name: "Notes" }, ports[kind]));
  });

  const ask = (token: string | undefined, message: object = { jsonrpc: "2.0", id: 1, method: "tools/list" }) =>
    fetch(resource, { method: "POST", headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...(token !== undefined && { authorization: `Bearer ${token}` }) }, body: JSON.stringify(message) });
  const metadataUrl = () => `${origin}/.well-known/oauth-protected-resource/mcp`;

  it("tells where to sign in, in a challenge that leads to its metadata, and those to the house", async () => {
    const response = await ask(undefined);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe(`Bearer scope="${scopes.join(" ")}", resource_metadata="${metadataUrl()}"`);
    expect(response.headers.get("access-control-expose-headers")).toContain("WWW-Authenticate");
    const metadata = (await (await fetch(metadataUrl())).json()) as { authorization_servers: string[] };
    expect(metadata).toEqual({ resource, authorization_servers: [house.origin], scopes_supported: scopes, bearer_methods_supported: ["header"], resource_name: "Notes" });
    const server = await fetch(`${metadata.authorization_servers[0]}/.well-known/oauth-authorization-server`);
    expect(await server.json()).toMatchObject({ issuer: house.origin, protected_resources: expect.arrayContaining([resource]) });
  });

  it("lets clients in with a token that was made for it, and its tools know who calls", async () => {
    const requestInit = { headers: { authorization: `Bearer ${await tokenFor(resource)}` } };
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(new StreamableHTTPClientTransport(new URL(resource), { requestInit }) as Parameters<typeof client.connect>[0]);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["read_notes", "write_note"]);
    expect(await client.callTool({ name: "read_notes" })).toMatchObject({ content: [{ text: `notes of ${person.username}` }] });
    await client.close();
    if (kind === "express") return;
    const modern = new ModernClient({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
    await modern.connect(new ModernTransport(new URL(resource), { requestInit }));
    expect(await modern.callTool({ name: "read_notes" })).toMatchObject({ content: [{ text: `notes of ${person.username}` }] });
    await modern.close();
  });

  it("refuses tokens that were made for others, session tokens, keys and forgeries", async () => {
    const { key } = await createClient({ baseUrl: house.origin, apiToken: person.token, env: {} }).apiKeys.create({ name: "robot" });
    const tokens = [await tokenFor(`${house.origin}/mcp`), await tokenFor(resourceOf(kind === "web" ? "express" : "web")), person.token, key, "nonsense"];
    for (const [index, token] of tokens.entries()) {
      const response = await ask(token);
      expect(response.status, String(index)).toBe(401);
      expect(response.headers.get("www-authenticate")).toMatch(/^Bearer error="invalid_token".*resource_metadata="/);
    }
  });

  it("asks whoever lacks a tool's scope for what they have and the tool needs, and lets them in when they come back with it", async () => {
    const call = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "write_note", arguments: { text: "hello" } } };
    const refused = await ask(await tokenFor(resource), call);
    expect(refused.status).toBe(403);
    expect(refused.headers.get("www-authenticate")).toBe(`Bearer error="insufficient_scope", error_description="The tool write_note needs the scope triggers:write", scope="agents:read triggers:write", resource_metadata="${metadataUrl()}"`);
    expect(await refused.json()).toMatchObject({ code: "FORBIDDEN", required_scope: "triggers:write" });
    expect((await ask(await tokenFor(resource), [call, call])).status, "a batch").toBe(403);

    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(new StreamableHTTPClientTransport(new URL(resource), { requestInit: { headers: { authorization: `Bearer ${await tokenFor(resource, "agents:read triggers:write")}` } } }) as Parameters<typeof client.connect>[0]);
    expect(await client.callTool({ name: "write_note", arguments: { text: "hello" } })).toMatchObject({ content: [{ text: `${person.username} wrote hello` }] });
    await client.close();
  });

  it("answers a page's preflight without a token", async () => {
    const response = await fetch(resource, { method: "OPTIONS", headers: { origin: "https://inspector.example", "access-control-request-method": "POST" } });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toContain("Authorization");
  });

  if (kind === "express") it.each(["/mcp/", "/MCP", "/Mcp/?x=1", "/mcp/below", "/mcp#fragment", "http://localhost/mcp", "/mcp%2f"])("asks for a token at %s as well: whatever Express takes for the path of the server", async (target) => {
    const { hostname, port } = new URL(origin);
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "read_notes", arguments: {} } });
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connectTo({ host: hostname, port: Number(port) }, () => socket.write(`POST ${target} HTTP/1.1\r\nHost: ${hostname}\r\nAccept: application/json, text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`));
      let text = "";
      socket.on("data", (chunk) => (text += String(chunk))).on("end", () => resolve(text)).on("error", reject);
    });
    expect(answer).not.toContain("notes of");
    expect(answer).toMatch(/^HTTP\/1\.1 40[0134] /);
  });

  if (kind === "express") it("leaves the other paths of the app alone", async () => {
    expect(await (await fetch(`${origin}/elsewhere`)).text()).toBe("open");
  });
});
