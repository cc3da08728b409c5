import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goodPassword } from "@/lib/testing/good-password";
import { runCaddy, runNginx } from "@/lib/testing/proxies/programs";
import type { RunningProxy } from "@/lib/testing/proxies/run-program";
import { runHouse, type RunningHouse } from "@/lib/testing/run-house";

let house: RunningHouse;
let upstream: Server;
let upstreamUrl: string;
let token: string;

beforeAll(async () => {
  house = await runHouse({ TRUSTED_PROXIES: "127.0.0.1" });
  upstream = createServer((request, response) => response.setHeader("content-type", "application/json").end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers })));
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  token = (await call("POST", "/auth/register", { email: "ada@example.com", username: "ada", password: goodPassword })).token as string;
}, 120_000);

afterAll(async () => {
  upstream.close();
  await house.stop();
});

async function call(method: string, path: string, body: object, credential?: string): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json", ...(credential && { authorization: `Bearer ${credential}` }) };
  return (await (await fetch(`${house.origin}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })).json()) as Record<string, unknown>;
}

const makeKey = (body: object) => call("POST", "/api-keys", { name: "A key", ...body }, token) as Promise<{ id: string; key: string }>;

describe.each([
  ["nginx", runNginx],
  ["Caddy", runCaddy],
])("%s in front of an API", (_name, run) => {
  let proxy: RunningProxy;
  beforeAll(async () => {
    proxy = await run({ keyhouse: house.origin, upstream: upstreamUrl, scope: "agents:read" });
  }, 240_000);
  afterAll(() => proxy.stop());

  const ask = (key: string | undefined, init: RequestInit & { headers?: Record<string, string> } = {}) => fetch(`${proxy.origin}/agents?limit=2`, { ...init, headers: { ...(key && { "x-api-key": key }), ...init.headers } });

  it("refuses who has no credential, with the reason that Keyhouse gives", async () => {
    const answer = await ask(undefined);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ success: false, code: "AUTH_REQUIRED", request_id: expect.any(String) });
  });

  it("lets a key with the scope pass, tells the API who calls, and keeps the key from it", async () => {
    const { id, key } = await makeKey({ scopes: ["agents:read"] });
    const answer = await ask(key, { headers: { "x-auth-user": "somebody-else", "x-auth-role": "owner" } });
    expect(answer.status).toBe(200);
    const told = (await answer.json()) as { url: string; headers: Record<string, string> };
    expect(told.url).toBe("/agents?limit=2");
    expect(told.headers).toMatchObject({ "x-auth-username": "ada", "x-auth-role": "admin", "x-auth-scopes": "agents:read", "x-auth-credential": id });
    expect(told.headers["x-auth-user"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(told)).not.toContain(key);
  });

  it("an identity header that the caller made up does not arrive where Keyhouse says nothing", async () => {
    const { key } = await makeKey({ scopes: ["agents:read"] });
    const told = (await (await ask(key, { headers: { "x-auth-groups": "admins" } })).json()) as { headers: Record<string, string> };
    expect(told.headers["x-auth-groups"] ?? "").toBe("");
  });

  it("lets a body pass through", async () => {
    const { key } = await makeKey({ scopes: ["agents:read"] });
    const answer = await ask(key, { method: "POST", body: "hello", headers: { "content-type": "text/plain" } });
    expect(await answer.json()).toMatchObject({ method: "POST", headers: { "content-length": "5" } });
  });

  it("refuses a key without the scope, and says which", async () => {
    const { key } = await makeKey({ scopes: ["triggers:read"] });
    const answer = await ask(key);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "FORBIDDEN", required_scope: "agents:read" });
  });

  it("refuses a revoked key at its next request", async () => {
    const { id, key } = await makeKey({ scopes: ["agents:read"] });
    expect((await ask(key)).status).toBe(200);
    await fetch(`${house.origin}/api/v1/api-keys/${id}`, { method: "DELETE", headers: { authorization: `Bearer ${token}` } });
    const answer = await ask(key);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "INVALID_TOKEN" });
  });

  it("answers 429 with Retry-After once the key's minute is used up", async () => {
    const { key } = await makeKey({ scopes: ["agents:read"], rate_limit_per_minute: 2 });
    expect([(await ask(key)).status, (await ask(key)).status]).toEqual([200, 200]);
    const answer = await ask(key);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("judges an address limit by the caller's address, not by the proxy's, and not by what the caller claims", async () => {
    const { key } = await makeKey({ scopes: ["agents:read"], allowed_ips: ["203.0.113.7"] });
    const answer = await ask(key, { headers: { "x-forwarded-for": "203.0.113.7" } });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "IP_NOT_ALLOWED" });
  });
});
