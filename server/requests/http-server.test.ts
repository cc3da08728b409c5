import { connect } from "node:net";
import type { Server } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createHttpServer, listen } from "./http-server";

const loopback = { port: 0, host: undefined, isLoopback: true };
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function start(limits?: Parameters<typeof createHttpServer>[1]): Promise<number> {
  server = createHttpServer((request, response) => response.end(JSON.stringify(request.headers)), limits);
  return listen(server, loopback);
}

/** Sends the text as it is and returns all that comes back until the connection ends. */
function send(port: number, text: string, host = "127.0.0.1"): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(text));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
  });
}

describe("a client that is slow", () => {
  const hurried = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };

  test("with its headers is answered 408 and let go", async () => {
    const port = await start(hurried);
    expect(await send(port, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow")).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("with its body is let go", async () => {
    server = createHttpServer((request, response) => void request.on("end", () => response.end("whole")).resume(), hurried);
    const port = await listen(server, loopback);
    const answer = await send(port, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345");
    expect(answer).not.toContain("whole");
  });
});

describe("a request that is no request", () => {
  test.each([
    ["headers beyond 16 KiB", `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${"a".repeat(17_000)}\r\n\r\n`, 431],
    ["two different lengths", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12", 400],
    ["length and chunks together", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400],
    ["no host", "GET / HTTP/1.1\r\n\r\n", 400],
    ["something else altogether", "hello\r\n\r\n", 400],
  ])("with %s is refused and the connection ends", async (_name, text, status) => {
    const port = await start();
    expect(await send(port, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test("is told an id under which it can be asked about", async () => {
    const answer = await send(await start(), "hello\r\n\r\n");
    expect(answer).toMatch(/\r\nX-Request-Id: req_[0-9a-z]{26}\r\n/);
    expect(JSON.parse(answer.split("\r\n\r\n")[1]!)).toMatchObject({ success: false, code: "BAD_REQUEST", request_id: expect.stringMatching(/^req_/) });
  });
});

test("a second Authorization header stays visible", async () => {
  const port = await start();
  const answer = await send(port, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n");
  expect(answer).toContain('"authorization":"Bearer a, Bearer b"');
});

test("both loopback addresses are answered, and both doors close with the server", async () => {
  const port = await start();
  const request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  expect(await send(port, request, "127.0.0.1")).toContain("200 OK");
  expect(await send(port, request, "::1")).toContain("200 OK");
  await new Promise((resolve) => server!.close(resolve));
  await expect(send(port, request, "127.0.0.1")).rejects.toThrow("ECONNREFUSED");
  await expect(send(port, request, "::1")).rejects.toThrow("ECONNREFUSED");
});

test("a port in use is refused whichever of the two addresses is taken", async () => {
  const other = createHttpServer((_request, response) => response.end());
  const port = await listen(other, { port: 0, host: "::1", isLoopback: true });
  server = createHttpServer((_request, response) => response.end());
  await expect(listen(server, { ...loopback, port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  other.close();
});
