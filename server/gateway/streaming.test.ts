import { createHash, randomBytes } from "node:crypto";
import { request as httpRequest, type ClientRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testAuthority, testCertificate, testKey } from "@/lib/testing/certificates";
import { openGatewayHouse, type GatewayHouse } from "@/lib/testing/gateway-house";
import { startHttpServer } from "@/lib/testing/http-server";
import { waitUntil } from "@/lib/testing/wait-until";

const largest = 60 * 1024 * 1024;
let house: GatewayHouse;
beforeAll(async () => {
  house = await openGatewayHouse();
  await house.protect({ prefix: "/api/agents", rules: [{ methods: ["*"], path: "/**", layer: 0 }, { methods: ["*"], path: "/closed" }], max_body_bytes: largest });
  await house.protect({ name: "Small", prefix: "/api/small", rules: [{ methods: ["*"], path: "/**", layer: 0 }], max_body_bytes: 1000, timeout_seconds: 1 });
});
afterAll(() => house.close());
beforeEach(() => {
  house.told.length = 0;
  house.answerWith(undefined);
});

/** A request that is written and read by hand. */
function begin(path: string, options: { method?: string; headers?: Record<string, string | number> } = {}): ClientRequest {
  return httpRequest({ port: house.port, host: "127.0.0.1", path, agent: false, ...options }).on("error", () => undefined);
}
const answerOf = (request: ClientRequest) => new Promise<IncomingMessage>((resolve) => request.once("response", resolve));
const nextChunk = (stream: IncomingMessage) => new Promise<string>((resolve) => stream.once("data", (chunk: Buffer) => resolve(chunk.toString())));
const closeOf = (stream: IncomingMessage | ServerResponse | Socket) => new Promise<void>((resolve) => void stream.once("close", resolve));

describe("an answer", () => {
  it("arrives event by event, its head before the first one, and the limit's headers with it", async () => {
    let events: ServerResponse | undefined;
    house.answerWith((_request, response) => {
      events = response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
    });
    const request = begin("/api/agents/events").end();
    const answer = await answerOf(request);
    expect([answer.statusCode, answer.headers["content-type"], answer.headers["x-ratelimit-limit"]]).toEqual([200, "text/event-stream", "100000"]);
    for (const event of ["data: 1\n\n", "data: 2\n\n"]) {
      const arrived = nextChunk(answer);
      events!.write(event);
      expect(await arrived).toBe(event);
    }
    const over = closeOf(answer);
    events!.end();
    await over;
    expect(answer.complete).toBe(true);
  });

  it("that nobody reads holds its upstream back, and does not pile up here", async () => {
    let written = 0;
    let isHeldBack = false;
    house.answerWith((_request, response) => {
      const chunk = Buffer.alloc(256 * 1024);
      const more = () => {
        while (written < 200 && (written++, response.write(chunk))) continue;
        isHeldBack = true;
        response.once("drain", more);
      };
      more();
    });
    const request = begin("/api/agents/large").end();
    const answer = await answerOf(request);
    await waitUntil(() => isHeldBack);
    const before = await settled(() => written);
    expect(before).toBeLessThan(100);
    answer.resume();
    await waitUntil(() => written > before);
    request.destroy();
  });

  it("has no body where it may have none, and keeps what is said of one", async () => {
    house.answerWith(({ url, method }, response) => {
      if (method === "HEAD") return void response.writeHead(200, { "content-length": "42", "content-type": "text/plain" }).end();
      return void response.writeHead(Number(url!.slice(1)), { etag: '"a"' }).end();
    });
    expect(await house.ask("/api/agents/x", { method: "HEAD" })).toMatchObject({ status: 200, text: "", headers: { "content-length": "42" } });
    expect(await house.ask("/api/agents/204")).toMatchObject({ status: 204, text: "", headers: { etag: '"a"' } });
    expect(await house.ask("/api/agents/304")).toMatchObject({ status: 304, text: "", headers: { etag: '"a"' } });
  });

  it("that the upstream cuts short is cut short, not ended as if it were whole", async () => {
    house.answerWith((_request, response) => void response.write("half", () => response.destroy()));
    const answer = await answerOf(begin("/api/agents/x").end());
    answer.on("error", () => undefined).resume();
    await closeOf(answer);
    expect(answer.complete).toBe(false);
  });

  it("whose caller goes away is not waited for at the upstream", async () => {
    let gone: Promise<void> | undefined;
    house.answerWith((_request, response) => {
      gone = closeOf(response.writeHead(200, { "content-type": "text/event-stream" }));
      response.flushHeaders();
    });
    const request = begin("/api/agents/events").end();
    await answerOf(request);
    request.destroy();
    await gone;
  });

  it("before which the caller goes away ends the request at the upstream", async () => {
    let gone: Promise<void> | undefined;
    house.answerWith((_request, response) => void (gone = closeOf(response)));
    const request = begin("/api/agents/never").end();
    await waitUntil(() => gone !== undefined);
    request.destroy();
    await gone;
  });
});

describe("a body", () => {
  it("of 50 MB arrives whole, by chunks or with a length", async () => {
    house.answerWith((request, response) => {
      const hash = createHash("sha256");
      request.on("data", (chunk: Buffer) => hash.update(chunk)).on("end", () => response.end(hash.digest("hex")));
    });
    const chunk = randomBytes(1024 * 1024);
    const hash = createHash("sha256");
    for (let sent = 0; sent < 50; sent++) hash.update(chunk);
    const expected = hash.digest("hex");
    for (const headers of [{ "transfer-encoding": "chunked" }, { "content-length": 50 * chunk.length }] as Record<string, string | number>[]) {
      const request = begin("/api/agents/upload", { method: "POST", headers });
      const answer = answerOf(request);
      for (let sent = 0; sent < 50; sent++) if (!request.write(chunk)) await new Promise((resolve) => request.once("drain", resolve));
      request.end();
      expect(await nextChunk(await answer)).toBe(expected);
    }
  });

  it("that the upstream does not read is held back at its caller, and does not pile up here", async () => {
    let reader: IncomingMessage | undefined;
    house.answerWith((request) => void (reader = request.pause()));
    const request = begin("/api/agents/upload", { method: "POST" });
    let written = 0;
    const chunk = Buffer.alloc(256 * 1024);
    const more = () => {
      while (written < 200 && (written++, request.write(chunk))) continue;
      if (written < 200) request.once("drain", more);
    };
    more();
    await waitUntil(() => reader !== undefined);
    const before = await settled(() => written);
    expect(before).toBeLessThan(100);
    reader!.resume();
    await waitUntil(() => written > before);
    request.destroy();
  });

  it("larger than allowed is answered 413, by its length at once and without one as soon as it is", async () => {
    house.answerWith((request, response) => void request.resume().on("end", () => response.end()));
    const declared = await house.ask("/api/small", { method: "POST", body: "x".repeat(1001) });
    expect([declared.status, declared.json]).toMatchObject([413, { code: "PAYLOAD_TOO_LARGE", error: '"Small" takes bodies of at most 1000 bytes' }]);
    const request = begin("/api/small", { method: "POST", headers: { "transfer-encoding": "chunked" } });
    const answer = answerOf(request);
    request.write("x".repeat(600));
    request.write("x".repeat(600));
    expect((await answer).statusCode).toBe(413);
    request.destroy();
    expect((await house.ask("/api/small", { method: "POST", body: "x".repeat(1000) })).status).toBe(200);
  });

  it("is asked for only from those who are let in (Expect: 100-continue)", async () => {
    let isContinued = false;
    const headers = { expect: "100-continue", "content-length": 5 };
    const refused = begin("/api/agents/closed", { method: "POST", headers }).on("continue", () => (isContinued = true));
    refused.flushHeaders();
    expect((await answerOf(refused)).statusCode).toBe(401);
    expect(isContinued).toBe(false);
    refused.destroy();
    const allowed = begin("/api/agents/x", { method: "POST", headers }).on("continue", () => allowed.end("hello"));
    allowed.flushHeaders();
    expect((await answerOf(allowed)).statusCode).toBe(200);
    expect(house.told[0]).toMatchObject({ body: "hello" });
    expect(house.told[0]!.headers.expect).toBeUndefined();
  });

  it("of a GET is passed on too, and a POST without one says so", async () => {
    await house.ask("/api/agents/x", { body: "hi", headers: { "content-length": "2" } });
    await house.ask("/api/agents/x", { method: "POST" });
    expect(house.told.map(({ body, headers }) => [body, headers["content-length"], headers["transfer-encoding"]])).toEqual([["hi", "2", undefined], ["", "0", undefined]]);
  });
});

describe("an upstream", () => {
  const health = async (id: string) => ((await house.send("GET", `/api/v1/protected-apis/${id}`, { token: house.admin.token })).json as { health: object }).health;
  const open = [{ methods: ["*" as const], path: "/**", layer: 0 as const }];

  it("that is not there is a 502 that names the API and nothing from inside, and is seen as down until it answers", async () => {
    const port = await unusedPort();
    const id = await house.protect({ name: "Gone", prefix: "/api/gone", upstream: `http://127.0.0.1:${port}`, rules: open });
    const answer = await house.ask("/api/gone/x");
    expect([answer.status, answer.json]).toMatchObject([502, { success: false, code: "BAD_GATEWAY", error: '"Gone" cannot be reached' }]);
    expect(answer.headers["x-ratelimit-limit"]).toBe("100000");
    expect(answer.text).not.toContain(String(port));
    expect(await health(id)).toMatchObject({ status: "down", consecutive_failures: 1, last_failure: "the connection was refused: nothing listens there" });
    const server = await startHttpServer((_request, response) => void response.end("back"), port);
    expect((await house.ask("/api/gone/x")).text).toBe("back");
    expect(await health(id)).toMatchObject({ status: "up", consecutive_failures: 0 });
    await server.close();
  });

  it("that hangs up before it has answered, or does not speak HTTP, is a 502, and nobody else's calls suffer", async () => {
    const sayings = ["", "hello\r\n\r\n", "HTTP/1.1 099 No\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 000 No\r\nContent-Length: 0\r\n\r\n"];
    const server = createTcpServer((socket) => void socket.once("data", () => socket.end(sayings.shift() ?? "")).on("error", () => undefined));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await house.protect({ name: "Rude", prefix: "/api/rude", upstream: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, rules: open });
    for (let time = sayings.length; time > 0; time--) expect((await house.ask("/api/rude")).json).toMatchObject({ code: "BAD_GATEWAY" });
    server.close();
  });

  it("that says nothing is a 504 in time, and is asked once", async () => {
    let asked = 0;
    house.answerWith(() => void asked++);
    const answer = await house.ask("/api/small/slow");
    expect([answer.status, answer.json]).toMatchObject([504, { code: "GATEWAY_TIMEOUT", error: '"Small" did not answer in time' }]);
    expect(asked).toBe(1);
  });

  it("is not blamed for a caller who stops in the middle of a body: that is a 408", async () => {
    house.answerWith(() => undefined);
    const answer = await house.sendRaw(["POST /api/small/slow HTTP/1.1", "Host: localhost", "Content-Length: 10", "", "abc"].join("\r\n"));
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"REQUEST_TIMEOUT"');
  });

  it("with a certificate of an unknown authority is a 502, and is trusted where that authority is named", async () => {
    const server = createTlsServer({ key: testKey, cert: testCertificate }, (_request, response) => response.end("secret"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const upstream = `https://localhost:${(server.address() as AddressInfo).port}`;
    const id = await house.protect({ name: "Tls", prefix: "/api/tls", upstream, rules: open });
    expect((await house.ask("/api/tls")).json).toMatchObject({ code: "BAD_GATEWAY" });
    expect(await health(id)).toMatchObject({ last_failure: expect.stringContaining("ca_certificate") as string });
    expect((await house.send("POST", `/api/v1/protected-apis/${id}/check`, { token: house.admin.token })).json).toMatchObject({ reachable: false });
    await house.send("PATCH", `/api/v1/protected-apis/${id}`, { token: house.admin.token, body: { ca_certificate: testAuthority } });
    expect(await house.ask("/api/tls")).toMatchObject({ status: 200, text: "secret" });
    expect((await house.send("POST", `/api/v1/protected-apis/${id}/check`, { token: house.admin.token })).json).toMatchObject({ reachable: true, status: 200 });
    server.close();
    server.closeAllConnections();
  });

  it("keeps its connection for the next request", async () => {
    const ports = new Set<number | undefined>();
    house.answerWith((request, response) => void response.end(String(ports.add(request.socket.remotePort).size)));
    for (let time = 0; time < 5; time++) await house.ask("/api/agents/x");
    expect(ports.size).toBe(1);
  });
});

describe("a request that can be read in two ways", () => {
  const head = (...lines: string[]) => ["POST /api/agents/x HTTP/1.1", "Host: localhost", ...lines, "", ""].join("\r\n");
  it.each([
    ["a length and chunks", head("Content-Length: 5", "Transfer-Encoding: chunked") + "0\r\n\r\n"],
    ["two lengths", head("Content-Length: 5", "Content-Length: 6") + "hello!"],
    ["another coding than chunked", head("Transfer-Encoding: gzip, chunked") + "0\r\n\r\n"],
    ["a coding that is not chunked in the end", head("Transfer-Encoding: chunked, identity") + "0\r\n\r\n"],
    ["an obscured coding", head("Transfer-Encoding: xchunked") + "0\r\n\r\n"],
    ["a name with a space", head("Content-Length : 5") + "hello"],
    ["a folded line", head("X-A: b", " Transfer-Encoding: chunked", "Content-Length: 0")],
    ["two hosts", head("Host: other", "Content-Length: 0")],
    ["no number for a length", head("Content-Length: +5") + "hello"],
    ["a bare line feed", "POST /api/agents/x HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n"],
  ])("by %s is refused, and nothing of it reaches the upstream", async (_title, text) => {
    const answer = await sendAndEnd(text);
    // the parser may have something to say as well; the connection ends
    expect(new Set(answer.match(/HTTP\/1\.1 \d+/g))).toEqual(new Set(["HTTP/1.1 400"]));
    expect(house.told).toEqual([]);
  });

  it("is one: what follows a body is the next request of its caller, and goes through the door by itself", async () => {
    const answer = await house.sendRaw(`${head("Content-Length: 5")}helloGET /api/agents/closed HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "401"]);
    expect(house.told.map(({ url }) => url)).toEqual(["/x"]);
  });
});

it("an offer to speak HTTP/2 in the clear is not taken up: the request is answered as it is, with its body", async () => {
  const answer = await house.sendRaw("POST /api/agents/x HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "404"]);
  expect(house.told).toMatchObject([{ url: "/x", body: "hello" }]);
});

/** Sends the text, reads for as long as something comes, and returns it. */
function sendAndEnd(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(house.port, "127.0.0.1", () => socket.end(text));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk)).on("error", () => undefined).on("close", () => resolve(Buffer.concat(chunks).toString()));
  });
}

/** The value once it has stopped moving. */
async function settled(read: () => number): Promise<number> {
  let last = -1;
  let same = 0;
  await waitUntil(() => {
    same = read() === last ? same + 1 : 0;
    last = read();
    return same >= 10;
  });
  return last;
}

async function unusedPort(): Promise<number> {
  const probe = createTcpServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
