import { describe, expect, it } from "vitest";
import type { KeyhouseError } from "../errors";
import { fakeServer, password, refusal } from "../testing/fake-server";
import { createClient } from "./client";

const ok = () => Response.json({ ok: true });
const login = "/api/v1/auth/login";
const refresh = "/api/v1/auth/refresh";

const errorOf = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error as KeyhouseError);

describe("signing in", () => {
  it("happens by itself, once for parallel calls", async () => {
    const server = fakeServer(ok);
    const client = server.client();
    expect(server.asked).toEqual([]);
    await Promise.all(Array.from({ length: 20 }, () => client.request("GET", "/api/v1/users/me")));
    expect(server.count(login)).toBe(1);
    expect(server.asked[0]?.body).toEqual({ username: "alice", password });
    expect(server.asked.slice(1).every(({ headers }) => headers.get("authorization") === "Bearer token-1")).toBe(true);
  });

  it("with a wrong password says so, and does not ask again for every call", async () => {
    const server = fakeServer(ok);
    const client = server.client({ password: "wrong password" });
    const errors = await Promise.all(Array.from({ length: 5 }, () => errorOf(client.request("GET", "/api/v1/users/me"))));
    for (const error of [...errors, await errorOf(client.login())]) expect(error).toMatchObject({ message: "Authentication failed - invalid username or password", code: "INVALID_CREDENTIALS", status: 401 });
    expect(server.count(login)).toBe(1);
  });

  it("without a server says that it cannot connect", async () => {
    const client = createClient({ baseUrl: "https://keys.example.com", name: "alice", password, env: {}, retry: { retries: 1, baseDelayMs: 1 }, fetch: () => Promise.reject(new TypeError("fetch failed")) });
    expect(await errorOf(client.login())).toMatchObject({ message: "Unable to connect to authentication server", code: "NETWORK_ERROR", status: 0 });
  });

  it("is left again by logout: the session ends on the server, and the next call signs in anew", async () => {
    const server = fakeServer(ok);
    const client = server.client();
    await client.request("GET", "/x");
    await client.logout();
    const ended = server.asked.find(({ path }) => path === "/api/v1/auth/logout");
    expect(ended?.headers.get("authorization")).toBe("Bearer token-1");
    await client.request("GET", "/x");
    expect(server.count(login)).toBe(2);
  });
});

it("a password is not carried on to where the server redirects", async () => {
  const server = fakeServer(ok);
  const client = server.client({ fetch: (url, init) => (init?.redirect === "manual" ? Promise.resolve(new Response(null, { status: 308, headers: { location: "https://elsewhere.example.com/login" } })) : server.fetch(url, init)) });
  expect(await errorOf(client.login())).toMatchObject({ code: "INVALID_CONFIGURATION", message: expect.stringContaining("redirects to https://elsewhere.example.com/login") });
  expect(server.asked).toEqual([]);
});

describe("a token", () => {
  it("is renewed before it expires, once for parallel calls, and without a new sign-in", async () => {
    const server = fakeServer(ok, { lifetimeSeconds: 0.3 });
    const client = server.client();
    await client.request("GET", "/x");
    await until(async () => {
      await Promise.all([client.request("GET", "/x"), client.request("GET", "/x"), client.request("GET", "/x")]);
      return server.issued.length >= 4;
    });
    expect(server.count(login)).toBe(1);
    expect(server.count(refresh)).toBe(server.issued.length - 1);
    expect(server.asked.filter(({ path }) => path === refresh).map(({ body }) => body)).toEqual(server.issued.slice(0, -1).map((_, index) => ({ refresh_token: `refresh-${index + 1}` })));
  });

  it("that is refused is renewed, and the call repeated once", async () => {
    const server = fakeServer(ok);
    const client = server.client();
    await client.request("GET", "/x");
    server.refused.add("token-1");
    expect(await Promise.all([client.request("POST", "/x", { body: {} }), client.request("GET", "/x")])).toEqual([{ ok: true }, { ok: true }]);
    expect([server.count(login), server.count(refresh)]).toEqual([1, 1]);
  });

  it("that cannot be renewed leads to a new sign-in", async () => {
    const server = fakeServer(ok);
    const client = server.client();
    await client.request("GET", "/x");
    for (const dead of ["token-1", "refresh-1"]) server.refused.add(dead);
    expect(await client.request("GET", "/x")).toEqual({ ok: true });
    expect([server.count(login), server.count(refresh)]).toEqual([2, 1]);
  });

  it("whose renewed successor is refused as well leads to a new sign-in, and to no fourth attempt", async () => {
    const server = fakeServer(ok);
    const client = server.client();
    await client.request("GET", "/x");
    for (const dead of ["token-1", "token-2"]) server.refused.add(dead);
    expect(await client.request("GET", "/x")).toEqual({ ok: true });
    expect([server.count(login), server.count(refresh), server.count("/x")]).toEqual([2, 1, 4]);

    const hopeless = fakeServer(() => refusal(401, "INVALID_TOKEN", "Invalid token"));
    expect(await errorOf(hopeless.client().request("GET", "/x"))).toMatchObject({ status: 401, code: "INVALID_TOKEN" });
    expect([hopeless.count(login), hopeless.count(refresh), hopeless.count("/x")]).toEqual([2, 1, 3]);
  });

  it("is looked at again before each repetition: what expired meanwhile is not sent", async () => {
    const server = fakeServer((_, number) => (number === 2 ? refusal(503, "UNAVAILABLE", "x", { "retry-after": "1" }) : ok()), { lifetimeSeconds: 0.9 });
    const client = server.client();
    await client.request("GET", "/x");
    expect(await client.request("GET", "/x")).toEqual({ ok: true });
    expect(server.asked.filter(({ path }) => path === "/x").map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer token-1", "Bearer token-1", "Bearer token-2"]);
  });

  it("that is fixed is sent as it is, and its refusal is the answer", async () => {
    const server = fakeServer(() => refusal(401, "TOKEN_EXPIRED", "Token has expired"));
    expect(await errorOf(server.client({ name: undefined, password: undefined, apiToken: "sk_live_fixed" }).request("GET", "/x"))).toMatchObject({ code: "TOKEN_EXPIRED" });
    expect(server.asked.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer sk_live_fixed"]);
  });

  it("is not renewed for a wrong password in a body", async () => {
    const server = fakeServer(() => refusal(401, "INVALID_CREDENTIALS", "Invalid username or password"));
    expect(await errorOf(server.client().request("DELETE", "/api/v1/users/me", { body: { password: "x" } }))).toMatchObject({ code: "INVALID_CREDENTIALS" });
    expect(server.count(refresh)).toBe(0);
  });

  it("goes to the service alone", async () => {
    const server = fakeServer(ok);
    for (const address of ["https://evil.example.com/x", "//evil.example.com/x", "https://keys.example.com.evil.com/x"]) {
      expect(await errorOf(server.client().fetch(address)), address).toMatchObject({ code: "INVALID_CONFIGURATION" });
    }
    expect(server.asked).toEqual([]);
    expect((await server.client().fetch("https://keys.example.com/x")).status).toBe(200);
  });

  it("that still lives is used while the server is away", async () => {
    const server = fakeServer(ok, { lifetimeSeconds: 0.6 });
    let isAway = false;
    const client = server.client({ retry: { retries: 0 }, fetch: (url, init) => (isAway && String(url).endsWith("/refresh") ? Promise.reject(new TypeError("fetch failed")) : server.fetch(url, init)) });
    await client.request("GET", "/x");
    isAway = true;
    await until(async () => {
      await client.request("GET", "/x");
      return server.logs.some((line) => line.includes("present token is used"));
    });
    isAway = false;
    await until(async () => {
      await client.request("GET", "/x");
      return server.issued.length === 2;
    });
    expect(server.count(login)).toBe(1);
  });
});

describe("a caller that gives up", () => {
  it("leaves at once, and the others still get their token", async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const server = fakeServer(ok);
    const client = server.client({ fetch: async (url, init) => (await gate, server.fetch(url, init)) });
    const controller = new AbortController();
    const left = errorOf(client.request("GET", "/x", { signal: controller.signal }));
    const stayed = client.request("GET", "/x");
    controller.abort(new Error("never mind"));
    expect(await left).toMatchObject({ message: "never mind" });
    open();
    expect(await stayed).toEqual({ ok: true });
    expect(server.count(login)).toBe(1);
  });
});

describe("fetch", () => {
  it("answers what the server answers, errors too, and puts the token in", async () => {
    const server = fakeServer(() => refusal(404, "NOT_FOUND", "Not found"));
    const response = await server.client().fetch("/x", { headers: { accept: "text/event-stream" } });
    expect(response.status).toBe(404);
    expect(server.asked.at(-1)?.headers.get("accept")).toBe("text/event-stream");
  });

  it("lets a stream go on for longer than the timeout", async () => {
    const server = fakeServer(() => new Response(slowBody(["a", "b", "c"], 30)));
    expect(await (await server.client({ timeoutMs: 40 }).fetch("/stream")).text()).toBe("abc");
  });
});

describe("the log", () => {
  it("tells what happens and never a secret", async () => {
    const server = fakeServer(ok, { lifetimeSeconds: 0.2 });
    const client = server.client();
    await client.request("GET", "/x?token=token-1");
    server.refused.add("token-1");
    await client.request("GET", "/x");
    const log = server.logs.join("\n");
    const told = ["Attempting login with username: alice", "Login successful", "JWT token received, expires: ", "Token stored in memory for API requests", "Checking token expiration before API request", "Token refreshed successfully"];
    for (const line of told) expect(log).toContain(line);
    for (const secret of [password, "token-1", "token-2", "refresh-1", "refresh-2"]) expect(log).not.toContain(secret);
  });
});

function slowBody(parts: string[], pauseMs: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const part = parts.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(part));
    },
  });
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 10));
}
