import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { commonHeaders } from "./security-headers";
import { toNext } from "./to-next";

let server: Server;
let origin: string;
let seen: IncomingHttpHeaders | undefined;

beforeAll(async () => {
  const hand = toNext({
    handler: async (request, response) => {
      seen = request.headers;
      if (request.url === "/api/v1/named") response.setHeader("x-request-id", "req_of_the_route");
      response.end("page");
    },
    publicUrl: "https://keys.example.com",
    peerNonce: "n0nce",
    isDevelopment: false,
    headers: commonHeaders({ isHttps: true }),
    limits: () => ({ "x-ratelimit-limit": "10" }),
  });
  server = createServer((request, response) => void hand(request, response, request.url ?? "/")).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => (seen = undefined));

describe("what a caller says in Next's or our own name", () => {
  test.each([
    "x-middleware-subrequest", "x-middleware-rewrite", "x-middleware-set-cookie", "x-middleware-prefetch", "x-nextjs-data", "x-nextjs-request-id", "x-matched-path",
    "x-invoke-path", "x-invoke-status", "x-now-route-matches", "x-next-revalidated-tags", "x-next-revalidate-tag-token", "x-prerender-revalidate", "next-action", "next-resume",
    "x-next-resume-state-length", "x-action-forwarded", "x-forwarded-port", "x-vercel-id", "next-hmr-refresh",
  ])("%s does not reach Next", async (name) => {
    await fetch(origin, { headers: { [name]: "1" } });
    expect(seen).not.toHaveProperty([name]);
  });

  test("the peer, the nonce, the policy and the public address are ours, whatever was sent", async () => {
    await fetch(origin, {
      headers: { "x-keyhouse-peer": "n0nce 6.6.6.6", "x-nonce": "theirs", "content-security-policy": "script-src 'nonce-theirs'", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" },
    });
    expect(seen).toMatchObject({ "x-keyhouse-peer": "n0nce 127.0.0.1", "x-forwarded-host": "keys.example.com", "x-forwarded-proto": "https" });
    expect(seen!["x-nonce"]).not.toBe("theirs");
    expect(seen!["content-security-policy"]).not.toContain("theirs");
  });

  test.each(["rsc", "next-url", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch", "x-forwarded-for", "cookie", "authorization"])("%s passes, for it is asked by browsers or read by us", async (name) => {
    await fetch(origin, { headers: { [name]: "1" } });
    expect(seen).toHaveProperty([name], "1");
  });
});

describe("the answer", () => {
  test("to a page carries a policy whose nonce Next was told, new each time", async () => {
    const first = (await fetch(`${origin}/dashboard`)).headers.get("content-security-policy") ?? "";
    const told = seen!["x-nonce"] as string;
    expect(first).toContain(`script-src 'self' 'nonce-${told}' 'strict-dynamic';`);
    expect(first).not.toMatch(/script-src[^;]*unsafe/);
    expect(first).toContain("frame-ancestors 'none'");
    expect(first).toContain("form-action 'self'");
    expect((await fetch(`${origin}/login`)).headers.get("content-security-policy")).not.toBe(first);
  });

  test("to a sign-in page leaves form-action open too: where consent is remembered, it ends at the client", async () => {
    for (const path of ["/login", "/register"]) expect((await fetch(`${origin}${path}`)).headers.get("content-security-policy")).not.toContain("form-action");
  });

  test("to an authorization page leaves form-action open, for the redirect back to the client", async () => {
    expect((await fetch(`${origin}/oauth/authorize`)).headers.get("content-security-policy")).not.toContain("form-action");
  });

  test("to a program allows nothing", async () => {
    expect((await fetch(`${origin}/api/v1/scopes`)).headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  test("to a program has an id and says what is left, also where Next answers by itself", async () => {
    const { headers } = await fetch(`${origin}/api/v1/scopes`, { method: "OPTIONS" });
    expect(headers.get("x-request-id")).toMatch(/^req_[0-9a-z]{26}$/);
    expect(headers.get("x-ratelimit-limit")).toBe("10");
  });

  test("to a program keeps the id that its route gave it", async () => {
    const { headers } = await fetch(`${origin}/api/v1/named`);
    expect([headers.get("x-request-id"), headers.get("x-ratelimit-limit")]).toEqual(["req_of_the_route", null]);
  });

  test("carries the headers that every answer has, and HSTS where the public address is https", async () => {
    const { headers } = await fetch(origin);
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "strict-transport-security": "max-age=31536000",
    });
    expect(commonHeaders({ isHttps: false })).not.toHaveProperty("Strict-Transport-Security");
  });
});

describe("the body of a form", () => {
  test("above 64 KiB answers 413 before Next sees it", async () => {
    const answer = await fetch(`${origin}/login/submit`, { method: "POST", body: "a".repeat(65 * 1024) });
    expect(answer.status).toBe(413);
    expect(seen).toBeUndefined();
  });

  test("of unknown length answers 411", async () => {
    const body = new ReadableStream({ start: (stream) => (stream.enqueue(new TextEncoder().encode("a=1")), stream.close()) });
    const answer = await fetch(`${origin}/login/submit`, { method: "POST", body, duplex: "half" } as RequestInit);
    expect(answer.status).toBe(411);
    expect(await answer.json()).toMatchObject({ success: false, request_id: expect.stringMatching(/^req_/) });
  });
});
