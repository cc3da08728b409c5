import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { openStreams } from "@/lib/gateway/streams/open-streams";
import { openGatewayHouse, type GatewayHouse } from "@/lib/testing/gateway-house";
import type { Person } from "@/lib/testing/house";
import { waitUntil } from "@/lib/testing/wait-until";
import { callRecorder } from "@/lib/usage/record/recorder";
import { streamPlaces } from "./stream-places";

let house: GatewayHouse;
let far: WebSocketServer;
let apiId: string;
beforeAll(async () => {
  house = await openGatewayHouse();
  far = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  far.on("connection", (socket, request) => {
    socket.send(JSON.stringify({ url: request.url, headers: request.headers }));
    socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
  });
  await once(far, "listening");
  const upstream = `http://127.0.0.1:${(far.address() as { port: number }).port}`;
  await house.protect({ name: "Sockets", prefix: "/api/sockets", upstream, rules: [{ methods: ["GET"], path: "/**", scope: "agents:read" }, { methods: ["GET"], path: "/open", layer: 0 }, { methods: ["POST"], path: "/posts" }, { methods: ["HEAD", "POST"], path: "/heads" }] });
  house.answerWith((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("data: 1\n\n");
  });
});
beforeEach(async () => {
  if (apiId) await house.send("DELETE", `/api/v1/protected-apis/${apiId}`, { token: house.admin.token });
  apiId = await house.protect({ name: "Events", prefix: "/api/events", rules: [{ methods: ["GET"], path: "/**", scope: "agents:read" }, { methods: ["GET"], path: "/admin", roles: ["developer"] }, { methods: ["GET"], path: "/maps", groups: ["maps"] }, { methods: ["GET"], path: "/open", layer: 0 }] });
});
afterAll(async () => {
  for (const client of far.clients) client.terminate();
  far.close();
  await house.close();
});

const by = (token: string | undefined): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });
type Opened = { isOpen(): boolean; over: Promise<unknown>; end(): void };

async function openEvents(path: string, token: string | undefined): Promise<Opened> {
  const request = httpRequest({ port: house.port, host: "127.0.0.1", path: `/api/events${path}`, headers: by(token), agent: false });
  request.on("error", () => undefined).end();
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
  answer.on("error", () => undefined);
  await once(answer, "data");
  answer.resume();
  return { isOpen: () => !answer.destroyed, over: new Promise((resolve) => answer.once("close", resolve)), end: () => request.destroy() };
}

const dial = (path: string, headers: Record<string, string> = {}, protocols: string[] = []) => new WebSocket(`ws://127.0.0.1:${house.port}/api/sockets${path}`, protocols, { headers });

async function openSocket(path: string, token: string | undefined): Promise<Opened & { socket: WebSocket; told: { url: string; headers: Record<string, string> } }> {
  const socket = dial(path, by(token));
  socket.on("error", () => undefined);
  const [first] = (await once(socket, "message")) as [Buffer];
  return { socket, told: JSON.parse(first.toString()) as { url: string; headers: Record<string, string> }, isOpen: () => socket.readyState === WebSocket.OPEN, over: once(socket, "close"), end: () => socket.terminate() };
}

const refusalOf = async (socket: WebSocket) => {
  socket.on("error", () => undefined);
  const [, answer] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: answer.statusCode, headers: answer.headers, json: JSON.parse(Buffer.concat(chunks).toString() || "{}") as object };
};
const patchUser = (person: Person, body: object) => house.send("PATCH", `/api/v1/users/${person.id}`, { token: house.admin.token, body });
const patchApi = (body: object) => house.send("PATCH", `/api/v1/protected-apis/${apiId}`, { token: house.admin.token, body });

describe("a web socket", () => {
  it("is opened through the same door, told who calls, and carries text and bytes both ways", async () => {
    const { id, key } = await house.makeKey({ scopes: ["agents:read"] });
    const { socket, told, end } = await openSocket("/live?x=1", key);
    expect(told).toMatchObject({ url: "/live?x=1", headers: { "x-auth-credential": id, "x-auth-username": "admin", "x-forwarded-prefix": "/api/sockets" } });
    expect(told.headers["x-auth-identity"]).toBeDefined();
    expect(told.headers["authorization"]).toBeUndefined();
    for (const message of ["hello", "x".repeat(200_000)]) {
      socket.send(message);
      expect(String((await once(socket, "message"))[0])).toBe(message);
    }
    socket.send(Buffer.from([0, 255, 1]));
    expect((await once(socket, "message"))[0]).toEqual(Buffer.from([0, 255, 1]));
    end();
  });

  it("is refused in plain HTTP, with the error of every other request: 401, 403 with the scope, no rule", async () => {
    const nobody = await refusalOf(dial("/live"));
    expect(nobody).toMatchObject({ status: 401, json: { code: "AUTH_REQUIRED" } });
    expect(nobody.headers).toMatchObject({ "x-ratelimit-limit": "100000", "content-type": "application/json" });
    const { key } = await house.makeKey({ scopes: ["models:read"] });
    expect(await refusalOf(dial("/live", by(key)))).toMatchObject({ status: 403, json: { code: "FORBIDDEN", required_scope: "agents:read" } });
    expect(await refusalOf(dial("/posts", by(key)))).toMatchObject({ status: 403 });
    expect(await refusalOf(dial("/heads", by(key)))).toMatchObject({ status: 403 });
    expect(await refusalOf(dial("/live", { cookie: house.admin.cookie }))).toMatchObject({ status: 401 });
  });

  it("that the upstream refuses is answered as it was refused; where the upstream is away, 502", async () => {
    await house.protect({ name: "No sockets", prefix: "/api/none", rules: [{ methods: ["GET"], path: "/**", layer: 0 }] });
    house.answerWith((_request, response) => void response.writeHead(426, { "x-own": "1", "content-type": "application/json" }).end('{"own":1}'));
    expect(await refusalOf(new WebSocket(`ws://127.0.0.1:${house.port}/api/none`))).toMatchObject({ status: 426, headers: { "x-own": "1" }, json: { own: 1 } });
    await house.protect({ name: "Gone", prefix: "/api/gone", upstream: "http://127.0.0.1:1", rules: [{ methods: ["GET"], path: "/**", layer: 0 }] });
    expect(await refusalOf(new WebSocket(`ws://127.0.0.1:${house.port}/api/gone`))).toMatchObject({ status: 502, json: { code: "BAD_GATEWAY" } });
    house.answerWith((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
    });
  });

  it("that nobody answers is refused as any request is, and a key in its address is", async () => {
    const elsewhere = await refusalOf(new WebSocket(`ws://127.0.0.1:${house.port}/dashboard`));
    expect([elsewhere.status, elsewhere.headers["x-by"]]).toEqual([404, "next"]);
    const { key } = await house.makeKey({ scopes: ["agents:read"] });
    expect(await refusalOf(dial(`/live?token=${key}`))).toMatchObject({ status: 400, json: { code: "BAD_REQUEST" } });
  });

  it("ends at both sides when one is gone", async () => {
    const { socket, over } = await openSocket("/open", undefined);
    for (const client of far.clients) client.terminate();
    await over;
    const again = await openSocket("/open", undefined);
    const [client] = far.clients;
    const gone = once(client!, "close");
    again.end();
    await gone;
    expect(socket.readyState).toBe(WebSocket.CLOSED);
  });

  it("is in the request log", async () => {
    const { id, key } = await house.makeKey({ scopes: ["agents:read"] });
    (await openSocket("/live", key)).end();
    await callRecorder().flush();
    expect(((await house.send("GET", `/api/v1/api-keys/${id}/requests`, { token: house.admin.token })).json as { data: object[] }).data).toMatchObject([{ outcome: "allowed", channel: "gateway", method: "GET", target: "/api/sockets/live", status: 101 }]);
  });
});

describe("a stream that is open ends", () => {
  it("with its key, and others go on", async () => {
    const { id, key } = await house.makeKey({ scopes: ["agents:read"] });
    const other = await house.makeKey({ scopes: ["agents:read"] });
    const mine = [await openEvents("/a", key), await openSocket("/a", key)];
    const others = [await openEvents("/a", other.key), await openSocket("/a", other.key), await openEvents("/open", undefined)];
    await house.send("DELETE", `/api/v1/api-keys/${id}`, { token: house.admin.token });
    await Promise.all(mine.map(({ over }) => over));
    expect(others.map(({ isOpen }) => isOpen())).toEqual([true, true, true]);
    others.forEach(({ end }) => end());
  });

  it("when the key is paused, and when it loses the scope", async () => {
    for (const change of [{ paused: true }, { scopes: ["models:read"] }]) {
      const { id, key } = await house.makeKey({ scopes: ["agents:read"] });
      const { over } = await openEvents("/a", key);
      await house.send("PATCH", `/api/v1/api-keys/${id}`, { token: house.admin.token, body: change });
      await over;
    }
  });

  it("when its person is suspended, or gets a role or groups that its rule does not admit", async () => {
    const person = await house.signUp();
    await patchUser(person, { role: "developer", groups: ["maps"] });
    const [admin, maps, plain] = [await openEvents("/admin", person.token), await openEvents("/maps", person.token), await openEvents("/a", person.token)];
    await patchUser(person, { role: "user" });
    await admin.over;
    expect([maps.isOpen(), plain.isOpen()]).toEqual([true, true]);
    await patchUser(person, { groups: [] });
    await maps.over;
    expect(plain.isOpen()).toBe(true);
    await patchUser(person, { suspended: true });
    await plain.over;
  });

  it("when the API's rules no longer admit it, when it goes elsewhere, is switched off or deleted; not at other changes", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"] });
    const stays = await openEvents("/a", key);
    await patchApi({ name: "Happenings", timeout_seconds: 9 });
    expect(stays.isOpen()).toBe(true);
    await patchApi({ rules: [{ methods: ["GET"], path: "/**", scope: "agents:write" }] });
    await stays.over;
    await patchApi({ rules: [{ methods: ["GET"], path: "/**" }] });
    const moved = await openEvents("/a", key);
    await patchApi({ strip_prefix: false, upstream: `${house.upstreamOrigin}/v2` });
    await moved.over;
    const off = await openEvents("/a", key);
    await patchApi({ is_enabled: false });
    await off.over;
  });

  it("when its credential expires", async () => {
    // long enough that a busy machine opens the stream before
    const { key } = await house.makeKey({ scopes: ["agents:read"], expires_in: 4 });
    const { over } = await openEvents("/a", key);
    await over;
  });

  it("when the server stops, so that it need not be waited for; what has an end may reach it", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"] });
    const endless = [await openEvents("/a", key), await openSocket("/a", key)];
    openStreams().closeEndless();
    await Promise.all(endless.map(({ over }) => over));
    await waitUntil(() => openStreams().size === 0);
  });

  it("and is forgotten when its caller goes away", async () => {
    const { key } = await house.makeKey({ scopes: ["agents:read"] });
    const opened = [await openEvents("/a", key), await openSocket("/a", key)];
    expect(openStreams().size).toBe(2);
    opened.forEach(({ end }) => end());
    await waitUntil(() => openStreams().size === 0);
  });
});

it("a caller holds so many streams and no more, by whichever kind; one that ends makes room", async () => {
  const usual = streamPlaces.perCaller;
  streamPlaces.perCaller = 2;
  const { key } = await house.makeKey({ scopes: ["agents:read"] });
  const other = await house.makeKey({ scopes: ["agents:read"] });
  const [events, socket] = [await openEvents("/a", key), await openSocket("/a", key)];
  await expect(openEvents("/a", key)).rejects.toThrow("answered 429");
  expect(await refusalOf(dial("/a", by(key)))).toMatchObject({ status: 429, headers: { "retry-after": "30" }, json: { code: "RATE_LIMITED", error: "2 streams are open already: close one before you open another" } });
  (await openEvents("/a", other.key)).end();
  events.end();
  await waitUntil(() => openStreams().size === 1);
  const again = await openEvents("/a", key);
  [socket, again].forEach(({ end }) => end());
  await waitUntil(() => openStreams().size === 0);
  streamPlaces.perCaller = usual;
});

it("a caller who sends on before the web socket is open loses nothing", async () => {
  const { key } = await house.makeKey({ scopes: ["agents:read"] });
  // a masked frame with the text "hi" right behind the handshake
  const frame = Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69]);
  const socket = connect(house.port, "127.0.0.1", () => {
    socket.write(`GET /api/sockets/a HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`);
    socket.write(frame);
  });
  let heard = "";
  socket.on("data", (chunk) => (heard += chunk.toString("latin1")));
  await waitUntil(() => heard.endsWith("\x81\x02hi"));
  expect(heard).toMatch(/^HTTP\/1\.1 101 /);
  expect(heard).toContain("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  socket.destroy();
});
