import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openGatewayHouse, type GatewayHouse } from "@/lib/testing/gateway-house";

let house: GatewayHouse;
let key: string;

beforeAll(async () => {
  house = await openGatewayHouse();
  await house.protect({
    rules: [
      { methods: ["*"], path: "/**", scope: "agents:read" },
      { methods: ["GET"], path: "/secret/**", scope: "agents:write" },
      { methods: ["GET"], path: "/public/**", layer: 0 },
    ],
  });
  key = (await house.makeKey({ scopes: ["agents:read"] })).key;
});
afterAll(() => house.close());
beforeEach(() => {
  house.told.length = 0;
  house.answerWith(undefined);
});

/** Lines as they stand, and the body. The connection is closed after the answer unless the lines say otherwise. */
function raw(start: string, headers: string[] = [], body = ""): Promise<string> {
  return house.sendRaw([start, "Host: localhost", `Authorization: Bearer ${key}`, "Connection: close", ...headers, "", body].join("\r\n"));
}
const statusesOf = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3}) [A-Z]/g)].map(([, status]) => Number(status));
const toldPaths = () => house.told.map(({ method, url }) => `${method} ${url}`);
const post = "POST /api/agents/x HTTP/1.1";
const smuggled = "GET /secret/1 HTTP/1.1\r\nHost: localhost\r\nX-Auth-User: root\r\n\r\n";

describe("a body with two ends (request smuggling, RFC 9112, section 11.2)", () => {
  it.each([
    ["a length and chunks", ["Content-Length: 6", "Transfer-Encoding: chunked"], `0\r\n\r\n${smuggled}`],
    ["chunks and a length", ["Transfer-Encoding: chunked", "Content-Length: 4"], `5c\r\n${smuggled}\r\n0\r\n\r\n`],
    ["two lengths", ["Content-Length: 0", `Content-Length: ${smuggled.length}`], smuggled],
    ["the same length twice", ["Content-Length: 5", "Content-Length: 5"], "hello"],
    ["a list of lengths", ["Content-Length: 0, 5"], "hello"],
    ["a length with a sign", ["Content-Length: +5"], "hello"],
    ["a negative length", ["Content-Length: -5"], "hello"],
    ["a length in hexadecimal", ["Content-Length: 0x5"], "hello"],
    ["a length of letters", ["Content-Length: five"], "hello"],
    ["a length that is too great", ["Content-Length: 99999999999999999999"], "hello"],
    ["an unknown coding", ["Transfer-Encoding: xchunked"], `0\r\n\r\n${smuggled}`],
    ["chunked and something after it", ["Transfer-Encoding: chunked, identity"], `0\r\n\r\n${smuggled}`],
    ["chunked twice", ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], `0\r\n\r\n${smuggled}`],
    ["compressed chunks", ["Transfer-Encoding: gzip, chunked"], "0\r\n\r\n"],
    ["a space before the colon", ["Transfer-Encoding : chunked"], `0\r\n\r\n${smuggled}`],
    ["a folded line", ["Transfer-Encoding:\r\n chunked"], `0\r\n\r\n${smuggled}`],
    ["a vertical tab before the coding", ["Transfer-Encoding: \u000bchunked"], `0\r\n\r\n${smuggled}`],
    ["a bare line feed that hides a header", ["X: y\nTransfer-Encoding: chunked"], `0\r\n\r\n${smuggled}`],
    ["a bare carriage return that hides a header", ["X: y\rTransfer-Encoding: chunked"], `0\r\n\r\n${smuggled}`],
    ["a NUL in a header", ["X: a\u0000b"], ""],
    ["a header without a colon", ["Transfer-Encoding"], ""],
    ["a chunk size with a sign", ["Transfer-Encoding: chunked"], "+5\r\nhello\r\n0\r\n\r\n"],
    ["a chunk size in 0x", ["Transfer-Encoding: chunked"], "0x5\r\nhello\r\n0\r\n\r\n"],
    ["a chunk longer than its size", ["Transfer-Encoding: chunked"], "2\r\nhello\r\n0\r\n\r\n"],
    ["a chunk that ends in a bare line feed", ["Transfer-Encoding: chunked"], "5\nhello\n0\n\n"],
  ])("%s is refused, and nothing of it arrives as a request of its own", async (_title, headers, body) => {
    const text = await raw(post, headers, body);
    expect(statusesOf(text)[0]).toBe(400);
    expect(statusesOf(text)).toHaveLength(1);
    expect(toldPaths().join()).not.toContain("secret");
    // an upstream that began to read sees a request that was broken off, and none that is whole
    expect(house.told).toEqual([]);
  });

  it("HTTP/1.0 knows no chunks", async () => {
    expect(new Set(statusesOf(await raw("POST /api/agents/x HTTP/1.0", ["Transfer-Encoding: chunked"], `0\r\n\r\n${smuggled}`)))).toEqual(new Set([400]));
    expect(house.told).toEqual([]);
  });

  it.each([
    ["with a length", [`Content-Length: ${smuggled.length}`], smuggled],
    ["in chunks", ["Transfer-Encoding: chunked"], `${smuggled.length.toString(16)};ext="${smuggled.length}"\r\n${smuggled}\r\n0\r\nX-Auth-User: root\r\n\r\n`],
    ["of a GET", [`Content-Length: ${smuggled.length}`], smuggled, "GET /api/agents/x HTTP/1.1"],
    ["of a DELETE", [`Content-Length: ${smuggled.length}`], smuggled, "DELETE /api/agents/x HTTP/1.1"],
  ])("a request that looks like a body %s stays one, and trailers do not arrive", async (_title, headers, body, start = post) => {
    expect(statusesOf(await raw(start, headers, body))).toEqual([200]);
    expect(house.told).toHaveLength(1);
    expect(house.told[0]!.body).toBe(smuggled);
    expect(house.told[0]!.headers["x-auth-user"]).not.toBe("root");
    expect(house.told[0]!.headers.trailer).toBeUndefined();
  });

  it("requests sent at once are answered in order, each by its own credential", async () => {
    const bare = (path: string, line: string) => `GET /api/agents/${path} HTTP/1.1\r\nHost: localhost\r\n${line}\r\n\r\n`;
    const text = await house.sendRaw(bare("1", `Authorization: Bearer ${key}`) + bare("2", "X: y") + bare("public/3", "X: y") + bare("4", `Authorization: Bearer ${key}\r\nConnection: close`));
    expect(statusesOf(text)).toEqual([200, 401, 200, 200]);
    expect(toldPaths()).toEqual(["GET /1", "GET /public/3", "GET /4"]);
    expect(house.told[1]!.headers["x-auth-user"]).toBeUndefined();
  });

  it("what follows a refused body is not read as a request", async () => {
    const text = await house.sendRaw(`POST /api/agents/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}GET /api/agents/public/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(statusesOf(text)).toEqual([401, 200]);
    expect(toldPaths()).toEqual(["GET /public/a"]);
  });
});

describe("more headers than anybody needs", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `X-Junk-${index}: 1`);

  it("a length behind a hundred others is not lost in silence: all of it is refused", async () => {
    const text = await raw(post, [...many(120), "Content-Length: 5"], "hello");
    expect(statusesOf(text)).toEqual([431]);
    expect(house.told).toEqual([]);
  });

  it("nor is it where the caller offers another protocol: its body is no request", async () => {
    const body = "GET /api/agents/public/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    const text = await house.sendRaw(["POST /api/agents/x HTTP/1.1", "Host: localhost", `Authorization: Bearer ${key}`, "Connection: Upgrade", "Upgrade: h2c", ...many(120), `Content-Length: ${body.length}`, "", body].join("\r\n"));
    expect(statusesOf(text)).toEqual([431]);
    expect(house.told).toEqual([]);
  });

  it("17 KB of them are answered 431", async () => {
    expect(statusesOf(await raw("GET /api/agents/x HTTP/1.1", [`X-Long: ${"a".repeat(17_000)}`]))).toEqual([431]);
    expect(house.told).toEqual([]);
  });

  it("an address of 9 KB is answered 414", async () => {
    expect(statusesOf(await raw(`GET /api/agents/${"a".repeat(9000)} HTTP/1.1`))).toEqual([414]);
    expect(house.told).toEqual([]);
  });
});

describe("paths that are nearly the prefix", () => {
  it.each([
    "/api/agentsX", "/api/agents-x/1", "/api/agents.json", "/api/agents%2f1", "/api/agents%2F..%2Fkeys", "/api/agents%00", "/api/agents;a=b/1", "/api/agents%3Fa", "//api/agents/1", "/api//agents/1", "/./api/agents/1", "/x/../api/agents/1",
    "/api/agents/../agents/1", "/api/%61gents/1", "/API/agents/1", "/api/Agents/1", "/api/v1/../agents/1", "/api\\agents\\1", "/api/agents\\..\\1", "/api/agents/..;/1", "/api/agents/%2e%2e/1", "/api/agents/%252e%252e/1", "/api/agents/.%2e/secret/1", "/api/agents/x%2f..%2fsecret/1",
    "/api/agents//secret/1", "/api/agents/%ef%bc%8fsecret/1", "/api/agents/secret%2f1", "/api/agents/%73ecret/../secret/1", "/api/agents/%c0%ae%c0%ae/1", "/api/agents/%", "/api/agents/%zz", "*", "api/agents/1", "?/api/agents/1",
  ])("%s reaches no upstream", async (path) => {
    expect(statusesOf(await raw(`GET ${path} HTTP/1.1`))[0]).toBeGreaterThanOrEqual(400);
    expect(house.told).toEqual([]);
  });

  it.each(["/api/agents/%73ecret/1", "/api/agents/secret/1?x=/../../public", "/api/agents/secret/1?#", "/api/agents/Secret/1", "/api/agents/SECRET/1", "/api/agents/%53ecret/1", "/api/agents/ſecret/1", "/api/agents/%c5%bfecret/1", "/api/agents/secret", "/api/agents/secret/", "/api/agents/secret?", "/api/agents/public/../secret/1", "/api/agents/public/..%2fsecret/1", "/api/agents/public;/../secret/1"])(
    "%s does not get past the rule for /secret",
    async (path) => {
      const [status] = statusesOf(await raw(`GET ${path} HTTP/1.1`));
      expect([400, 403]).toContain(status);
      expect(house.told).toEqual([]);
    },
  );

  it.each(["GET http://localhost/api/agents/1 HTTP/1.1", "GET http://evil.example/api/agents/1 HTTP/1.1", "GET //evil.example/api/agents/1 HTTP/1.1", "CONNECT localhost:80 HTTP/1.1", "CONNECT /api/agents/1 HTTP/1.1", "OPTIONS * HTTP/1.1", "GET /api/agents/a b HTTP/1.1", "GET /api/agents/a\tb HTTP/1.1", "GET /api/agents/1 HTTP/1.1 HTTP/1.1", "GE\u0000T /api/agents/1 HTTP/1.1"])(
    "the request line %j reaches no upstream",
    async (line) => {
      const [status = 400] = statusesOf(await raw(line));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(house.told).toEqual([]);
    },
  );

  it.each(["TRACE", "TRACK", "get", "PROPFIND", "PURGE", "LOCK", "FOO"])("the method %s is no rule's *", async (method) => {
    expect(statusesOf(await raw(`${method} /api/agents/1 HTTP/1.1`))[0]).toBeGreaterThanOrEqual(400);
    expect(house.told).toEqual([]);
  });

  it.each(["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL", "X-Original-Method", "X-Forwarded-Uri", "X-Forwarded-Method", "X-Forwarded-Prefix"])("%s cannot say what the rule did not see", async (name) => {
    expect(statusesOf(await raw("GET /api/agents/1 HTTP/1.1", [`${name}: /secret/1`]))).toEqual([200]);
    expect(JSON.stringify(house.told[0]!.headers)).not.toContain("/secret/1");
  });
});

describe("names that are not the house's", () => {
  it.each([["evil.example"], ["localhost:1@evil.example"], ["localhost, evil.example"], ["evil.example:80"], ["[::1]"], [""]])("Host: %s is not told to the upstream, which is called by its own name", async (host) => {
    const text = await house.sendRaw(`GET /api/agents/1 HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`);
    if (statusesOf(text)[0] !== 200) return expect([statusesOf(text)[0]! >= 400, house.told]).toEqual([true, []]);
    const { headers } = house.told[0]!;
    expect([headers.host, headers["x-forwarded-host"], headers["x-forwarded-proto"]]).toEqual([new URL(house.upstreamOrigin).host, "localhost:3000", "http"]);
  });

  it("two Host headers, and none, are refused", async () => {
    expect(statusesOf(await raw("GET /api/agents/1 HTTP/1.1", ["Host: evil.example"]))).toEqual([400]);
    expect(statusesOf(await house.sendRaw(`GET /api/agents/1 HTTP/1.1\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`))).toEqual([400]);
    expect(house.told).toEqual([]);
  });

  it.each(["Forwarded: for=10.0.0.1;host=evil.example;proto=https", "X-Forwarded-For: 10.0.0.1", "X-Forwarded-Host: evil.example", "X-Forwarded-Port: 1", "X-Forwarded-Server: evil.example", "X-Forwarded-Proto: gopher", "X-Real-IP: 10.0.0.1", "True-Client-IP: 10.0.0.1", "CF-Connecting-IP: 10.0.0.1", "X-Client-IP: 10.0.0.1", "X-Host: evil.example", "X-Forwarded-User: root", "Remote-User: root", "X-Remote-User: root", "X-WebAuth-User: root", "Proxy: http://evil.example"])("%s does not arrive", async (line) => {
    expect(statusesOf(await raw("GET /api/agents/1 HTTP/1.1", [line]))).toEqual([200]);
    expect(JSON.stringify(house.told[0]!.rawHeaders)).not.toMatch(/evil|10\.0\.0\.1|root|gopher/);
  });
});

describe("who the caller says to be", () => {
  it.each(["X-Auth-User", "x-auth-user", "X-AUTH-ROLE", "X-Auth-Groups", "X-Auth-Identity", "X_Auth_User", "X-Auth_User", "X-Auth-Anything-New", "X-Keyhouse-User"])("%s is not believed, by whoever", async (name) => {
    for (const path of ["1", "public/1"]) {
      const lines = [`GET /api/agents/${path} HTTP/1.1`, "Host: localhost", `${name}: root-of-all`, ...(path === "1" ? [`Authorization: Bearer ${key}`] : []), "Connection: close", "", ""];
      expect(statusesOf(await house.sendRaw(lines.join("\r\n")))).toEqual([200]);
      expect(JSON.stringify(house.told.at(-1)!.rawHeaders)).not.toContain("root-of-all");
    }
  });

  it.each(["X-Auth-User", "X-Auth-Role", "X-Auth-Identity", "X-Forwarded-For", "X-Request-Id"])("Connection: %s does not take away what the house says", async (name) => {
    expect(statusesOf(await house.sendRaw(`GET /api/agents/1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nConnection: close, ${name}\r\n\r\n`))).toEqual([200]);
    expect(house.told[0]!.headers[name.toLowerCase()]).toBeTruthy();
  });

  it("names and groups of people are text: no line of theirs becomes a header, no comma another group", async () => {
    const person = await house.signUp("crafty-person");
    await house.send("PATCH", `/api/v1/users/${person.id}`, { token: house.admin.token, body: { groups: ["a,admin", "line\u2028feed", "Ünïcode 鍵"] } });
    const { key: own } = await house.makeKey({ scopes: ["agents:read"] }, person);
    expect((await house.ask("/api/agents/1", { headers: { authorization: `Bearer ${own}` } })).status).toBe(200);
    const { headers } = house.told[0]!;
    expect(headers["x-auth-username"]).toBe("crafty-person");
    expect((headers["x-auth-groups"] as string).split(",").map(decodeURIComponent).toSorted()).toEqual(["a,admin", "line\u2028feed", "Ünïcode 鍵"].toSorted());
  });

  it.each([
    ["twice", [`Authorization: Bearer sk_live_other`]],
    ["in both headers", ["X-API-Key: sk_live_other"]],
    ["twice as X-API-Key", ["X-API-Key: a", "X-API-Key: b"]],
  ])("a credential that is sent %s is refused", async (_title, headers) => {
    expect(statusesOf(await raw("GET /api/agents/1 HTTP/1.1", headers))).toEqual([400]);
    expect(house.told).toEqual([]);
  });
});

describe("another protocol", () => {
  const offer = (lines: string[], body = "") => house.sendRaw(["POST /api/agents/x HTTP/1.1", "Host: localhost", `Authorization: Bearer ${key}`, ...lines, "", body].join("\r\n"));

  it.each([["h2c"], ["websocket"], ["TLS/1.0"]])("Upgrade: %s with a body: the body arrives as one, and what follows it is a request like any other", async (protocol) => {
    const text = await offer(["Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABk", `Upgrade: ${protocol}`, "Content-Length: 5"], `helloGET /api/agents/secret/1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`);
    expect(statusesOf(text)).toEqual([200, 403]);
    expect(toldPaths()).toEqual(["POST /x"]);
    expect(house.told[0]!.body).toBe("hello");
    expect([house.told[0]!.headers.upgrade, house.told[0]!.headers["http2-settings"]]).toEqual([undefined, undefined]);
  });

  it("a web socket that the upstream refuses leaves no open line to it", async () => {
    house.answerWith((_request, response) => response.writeHead(426, { "content-length": 0 }).end());
    const text = await house.sendRaw(`GET /api/agents/public/socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 999\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\nGET /secret/1 HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(statusesOf(text)).toEqual([426]);
    expect(house.told).toEqual([]);
  });

  it("by GET for a path that only other methods may reach is refused", async () => {
    const text = await house.sendRaw(`GET /api/agents/secret/1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-HTTP-Method-Override: POST\r\n\r\n`);
    expect(statusesOf(text)).toEqual([403]);
  });
});

describe("an upstream that was taken over", () => {
  it.each(["keyhouse.session=evil", "__Host-keyhouse.session=evil", "KEYHOUSE.session=evil", " keyhouse.session=evil", "next-auth.csrf-token=evil", "=keyhouse.session=evil", " = keyhouse.session=evil", "\tkeyhouse.session=evil"])("cannot set the portal's cookie by Set-Cookie: %j", async (cookie) => {
    house.answerWith((_request, response) => response.writeHead(200, { "set-cookie": [`${cookie}; Path=/`, "own=1"], "content-length": 0 }).end());
    const { headers } = await house.ask("/api/agents/public/1");
    expect(headers["set-cookie"]).toEqual(["own=1"]);
  });

  it("cannot answer twice, nor make its answer another's", async () => {
    house.answerWith((_request, response) => void response.socket!.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));
    const first = await house.ask("/api/agents/public/1");
    expect(first.text).toBe("ok");
    house.answerWith(undefined);
    expect((await house.ask("/api/agents/public/2")).text).not.toContain("evil");
  });

  it.each([
    ["with two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\nok"],
    ["with a length and chunks", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["that is no HTTP", "hello\r\n\r\n"],
    ["with a header that is none", "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"],
  ])("an answer %s is a 502", async (_title, answer) => {
    house.answerWith((_request, response) => void response.socket!.end(answer));
    const { status, json } = await house.ask("/api/agents/public/1");
    expect([status, json["code"]]).toEqual([502, "BAD_GATEWAY"]);
  });

  it("one that is cut short does not look whole", async () => {
    house.answerWith((_request, response) => void response.socket!.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
    await expect(house.ask("/api/agents/public/1")).rejects.toThrow();
  });
});

it("a body that stops coming is answered 408 and cut, and one that is larger than allowed is 413, whatever it said of its length", async () => {
  const id = await house.protect({ name: "Slow", prefix: "/api/slow", timeout_seconds: 1, max_body_bytes: 1000, rules: [{ methods: ["*"], path: "/**", layer: 0 }] });
  const open = `POST /api/slow/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`;
  const text = await new Promise<string>((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(house.port, "127.0.0.1", () => socket.write(open));
    socket.on("data", (chunk) => chunks.push(chunk)).on("error", () => undefined).on("close", () => resolve(Buffer.concat(chunks).toString()));
  });
  expect(statusesOf(text)).toEqual([408]);
  expect(statusesOf(await house.sendRaw(`POST /api/slow/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n7d0\r\n${"x".repeat(2000)}\r\n0\r\n\r\n`))).toEqual([413]);
  expect(house.told).toEqual([]);
  await house.send("DELETE", `/api/v1/protected-apis/${id}`, { token: house.admin.token });
});
