import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runServer, type RunningServer } from "@/lib/testing/run-server";

/** What strangers may try on the whole process: our server with Next behind it. */
let server: RunningServer;

beforeAll(async () => {
  server = await runServer({ env: { RATE_LIMIT_ANONYMOUS_PER_MINUTE: "5" } });
}, 60_000);
afterAll(() => server.stop());

describe("every answer under /api has an id and says what is left", () => {
  test.each([
    ["GET", "/api", 404],
    ["GET", "/api/v1", 404],
    ["GET", "/api/v1/no-such-thing", 404],
    ["GET", "/api/v1/users/%zz", 400],
    ["OPTIONS", "/api/v1/users", 204],
    ["GET", "/api/v1/users/", 308],
    ["PROPFIND", "/api/v1/users", 405],
  ])("%s %s", async (method, path, status) => {
    const { status: answered, headers } = await fetch(server.origin + path, { method, redirect: "manual" });
    expect([answered, headers.get("x-request-id")]).toEqual([status, expect.stringMatching(/^req_[0-9a-z]{26}$/)]);
    for (const name of ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-policy"]) expect([name, headers.get(name)]).toEqual([name, expect.any(String)]);
    if (status >= 400) expect(headers.get("content-type")).toContain("application/json");
  });
});

describe("the address of a caller", () => {
  test.each([
    ["the long way through Next", "POST", "/api/v1/auth/login"],
    ["the short way ahead of it", "GET", "/api/v1/auth/verify"],
  ])("is the socket's on %s, whatever headers say", async (_way, method, path) => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      const address = `203.0.113.${attempt}`;
      const response = await fetch(server.origin + path, {
        method,
        headers: { "X-Keyhouse-Peer": `0 ${address}`, "X-Forwarded-For": address, "X-Real-IP": address, Forwarded: `for=${address}`, "Content-Type": "application/json" },
        ...(method === "POST" && { body: JSON.stringify({ username: "nobody", password: "no such password" }) }),
      });
      statuses.push(response.status);
    }
    expect(statuses).toContain(429);
  });
});

describe("Next's internal headers", () => {
  const attempts: Record<string, string>[] = [
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    { "x-middleware-rewrite": "/" },
    { "x-middleware-skip": "1" },
    { "x-middleware-prefetch": "1" },
    { "x-matched-path": "/" },
    { "x-invoke-path": "/", "x-invoke-status": "200" },
    { "x-nextjs-data": "1" },
    { "x-now-route-matches": "1=/" },
    { "next-action": "0000000000000000000000000000000000000000" },
    { "next-resume": "1", "x-next-resume-state-length": "1" },
    { "x-prerender-revalidate": "1" },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher" },
  ];

  test.each(attempts)("%o changes nothing for a stranger at a page behind sign-in", async (headers) => {
    const response = await fetch(`${server.origin}/dashboard`, { headers, redirect: "manual" });
    expect(response.status).toBeGreaterThanOrEqual(300);
    expect(response.status).toBeLessThan(400);
    const location = new URL(response.headers.get("location") ?? "", server.origin);
    expect(location.origin + location.pathname).toBe(`${server.origin}/login`);
  });

  test("and a flight request shows a stranger nothing either", async () => {
    const response = await fetch(`${server.origin}/dashboard`, { headers: { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" }, redirect: "manual" });
    expect(await response.text()).not.toContain("quick-start");
    expect(response.status).not.toBe(200);
  });
});

describe("pages", () => {
  test("carry a policy without unsafe scripts, and every script in them has its nonce", async () => {
    const response = await fetch(`${server.origin}/login`);
    const html = await response.text();
    const policy = response.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).not.toMatch(/script-src[^;]*'unsafe/);
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  });

  test.each(["/", "/login", "/register", "/nowhere"])("%s is rendered for each request and kept by nobody", async (path) => {
    const [first, second] = await Promise.all([fetch(server.origin + path), fetch(server.origin + path)]);
    expect(first.headers.get("cache-control")).toContain("no-store");
    expect(first.headers.get("content-security-policy")).not.toBe(second.headers.get("content-security-policy"));
    expect(first.headers.get("x-powered-by")).toBeNull();
  });

  test("that do not exist answer 404, and unknown documents under /.well-known two words", async () => {
    expect((await fetch(`${server.origin}/nowhere`)).status).toBe(404);
    const wellKnown = await fetch(`${server.origin}/.well-known/appspecific/com.chrome.devtools.json`);
    expect(wellKnown.status).toBe(404);
    expect(await wellKnown.text()).toBe("Not found\n");
  });
});

describe("strange requests", () => {
  const targets = [
    "/%", "/%E0%A4%A", "/%00", "/..%2f..%2fetc/passwd", "/../../etc/passwd", "//evil.example/", "/\\evil.example", "http://evil.example/", "*", "/_next/../package.json",
    "/_next/static/../../package.json", "/_next/image?url=http://127.0.0.1/&w=16&q=1", "/_next/data/x/index.json", "/api", "/api/", "/api/v1", "/api/v2/users", "/api/v1/api-keys/%2e%2e/users",
    "/api/auth/[...nextauth]", "/api/auth/callback/nothing", "/api/v1/auth/verify/", "/health/", "/login?next=%00", "/login?next=//evil.example", "/login?error[]=1&error=2", `/?q=${"a".repeat(6000)}`, "/.git/config", "/.env", "/favicon.ico",
  ];

  test.each(targets)("GET %s is answered without an error of ours and leads nowhere else", async (target) => {
    const answer = await send(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /);
    expect(answer).not.toMatch(/^location: *(?:https?:)?\/\/(?!localhost)/im);
    expect(answer).not.toContain("root:x:0");
  });

  test.each(["TRACE", "PROPFIND", "SEARCH", "PATCH", "DELETE", "OPTIONS", "HEAD"])("%s / is answered without an error of ours", async (method) => {
    expect(await send(`${method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 [234]\d\d /);
  });

  test.each([
    ["a form", "application/x-www-form-urlencoded", "1_$ACTION_ID_x=1"],
    ["a multipart form", "multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="$ACTION_ID_0"\r\n\r\n\r\n--x--\r\n'],
    ["a broken multipart form", "multipart/form-data", "nonsense"],
    ["JSON", "application/json", "{"],
  ])("POST of %s to a page is answered without an error of ours", async (_name, type, body) => {
    for (const path of ["/", "/login", "/login/submit", "/register/submit", "/logout"]) {
      const response = await fetch(server.origin + path, { method: "POST", headers: { "Content-Type": type }, body, redirect: "manual" });
      expect(response.status, path).toBeLessThan(500);
    }
  });

  test("an address beyond 8 KiB answers 414", async () => {
    expect((await fetch(`${server.origin}/?q=${"a".repeat(9000)}`)).status).toBe(414);
  });

  test("Upgrade is ignored: there are no web sockets here", async () => {
    const answer = await send("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("the unversioned paths", () => {
  test.each([
    ["/api/auth/verify", 401],
    ["/api/v1/auth/verify", 401],
    ["/api/health", 200],
    ["/health", 200],
    ["/api/scopes", 401],
    ["/api/auth/tokens", 401],
    ["/api/auth/csrf", 200],
    ["/api/auth/providers", 200],
    ["/api/auth/session", 200],
    ["/oauth/jwks.json", 200],
  ])("%s answers %i, as the versioned one or as next-auth", async (path, status) => {
    const response = await fetch(server.origin + path);
    expect([status, 429]).toContain(response.status);
    expect(response.headers.get("content-type")).toContain("application/json");
  });
});

function send(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, "127.0.0.1", () => socket.write(text));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
  });
}
