import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { createEmptyDatabase } from "@/lib/testing/database";
import { startHttpServer, type TestHttpServer } from "@/lib/testing/http-server";
import { runServer, type RunningServer } from "@/lib/testing/run-server";

type Made = { id: string; key: string; prefix: string };

let one: RunningServer;
let other: RunningServer;
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let upstream: TestHttpServer;
let token: string;

beforeAll(async () => {
  database = await createEmptyDatabase();
  // one house: what one instance signs, the other takes
  const env = { DATABASE_URL: database.url, SECRET_KEY: randomBytes(36).toString("base64"), PUBLIC_URL: "http://localhost:3000" };
  one = await runServer({ env });
  other = await runServer({ env });
  upstream = await startHttpServer((request, response) => {
    if (request.url !== "/events") return void response.end(`upstream ${request.url}`);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("data: 1\n\n");
  });
  token = ((await call(one, "POST", "/auth/register", { email: "ada@example.com", username: "ada", password: "a long phrase of ada" })) as unknown as { token: string }).token;
}, 120_000);
afterAll(async () => {
  await Promise.all([one, other].map((server) => server.stop("SIGKILL")));
  await upstream.close();
  await database.drop();
});

async function call(server: RunningServer, method: string, path: string, body?: object): Promise<Made> {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(`${server.origin}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Made;
}

const ask = (server: RunningServer, path: string, key: string) => fetch(`${server.origin}${path}`, { headers: { "x-api-key": key } });
const rules = [{ methods: ["GET"], path: "/**", scope: "agents:read" }];

it("what is declared, changed and revoked at one instance holds at the next request to the other", async () => {
  const { key, id } = await call(one, "POST", "/api-keys", { name: "A key", scopes: ["agents:read"] });
  for (let time = 0; time < 20; time++) {
    const prefix = `/api/agents-${time}`;
    const api = await call(one, "POST", "/protected-apis", { name: "Agents", prefix, upstream: upstream.origin, rules });
    const answer = await ask(other, `${prefix}/7`, key);
    expect([answer.status, await answer.text()]).toEqual([200, "upstream /7"]);
    await call(other, "PATCH", `/protected-apis/${api.id}`, { rules: [{ methods: ["GET"], path: "/**", scope: "agents:write" }] });
    expect((await ask(one, `${prefix}/7`, key)).status).toBe(403);
    await call(other, "DELETE", `/protected-apis/${api.id}`);
    expect((await ask(one, `${prefix}/7`, key)).status).toBe(404);
  }
  const { prefix } = await call(one, "POST", "/protected-apis", { name: "Agents", prefix: "/api/agents", upstream: upstream.origin, rules });
  const events = await ask(other, `${prefix}/events`, key);
  const reader = events.body!.getReader();
  await reader.read();
  await call(one, "DELETE", `/api-keys/${id}`);
  expect((await ask(other, `${prefix}/7`, key)).status).toBe(401);
  await expect(readToEnd(reader)).rejects.toThrow();
});

it("tools and a certificate are set and taken away again, though pages and server are two bundles", async () => {
  const { id } = await call(one, "POST", "/protected-apis", { name: "Files", prefix: "/mcp/files", upstream: upstream.origin, rules: [{ methods: ["*"], path: "/**" }], tools: [{ name: "read_*" }] });
  expect(await call(one, "PATCH", `/protected-apis/${id}`, { tools: null })).not.toHaveProperty("tools");
  expect(await call(one, "PATCH", `/protected-apis/${id}`, { tools: [] })).toMatchObject({ tools: [] });
});

it("a server that is told to stop ends open streams and web sockets, and is gone in time", async () => {
  const sockets = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => sockets.once("listening", resolve));
  const far = `http://127.0.0.1:${(sockets.address() as { port: number }).port}`;
  const open = [{ methods: ["GET"], path: "/**", layer: 0 }];
  await call(one, "POST", "/protected-apis", { name: "Sockets", prefix: "/api/sockets", upstream: far, rules: open });
  await call(one, "POST", "/protected-apis", { name: "Events", prefix: "/api/happenings", upstream: upstream.origin, rules: open });
  const socket = new WebSocket(`${one.origin.replace("http", "ws")}/api/sockets`);
  await new Promise((resolve) => socket.once("open", resolve));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  const reader = (await fetch(`${one.origin}/api/happenings/events`)).body!.getReader();
  await reader.read();
  const begun = performance.now();
  expect(await one.stop()).toEqual({ status: 0, signal: null });
  expect(performance.now() - begun).toBeLessThan(6000);
  await closed;
  await expect(readToEnd(reader)).rejects.toThrow();
  sockets.close();
});

async function readToEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done) continue;
}
