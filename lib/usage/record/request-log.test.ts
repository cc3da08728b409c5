import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { sha256 } from "@/lib/crypto/hash";
import { callRecorder } from "./recorder";

let house: House;
let admin: Person;
let person: Person;
beforeAll(async () => {
  house = await openHouse({ MCP_ALLOW_API_KEYS: "true" });
  admin = await house.signUp("admin");
  person = await house.signUp("plain");
});
afterAll(() => house.close());

const ownHost = { host: "localhost:3000" };
type Key = { id: string; key: string };
let key: Key;
const makeKey = async (body: object = {}, owner = person) => (await house.send("POST", "/api/v1/api-keys", { token: owner.token, body: { name: "A key", ...body } })).json as Key;
beforeEach(async () => {
  key = await makeKey();
});

async function logOf(id: string) {
  await callRecorder().flush();
  return db().loggedRequest.findMany({ where: { credentialId: id }, orderBy: { id: "asc" } });
}
async function reasonsOf(id: string) {
  return (await logOf(id)).map((row) => row.reason);
}
const use = (sent: object = {}) => house.send("GET", "/api/v1/scopes", { apiKey: key.key, ...sent });

it("a call that is let in is kept with what was called, by whom, from where, and how long it took", async () => {
  const answer = await use({ from: "203.0.113.7", headers: { "user-agent": "curl/8.5" } });
  const [row, ...more] = await logOf(key.id);
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    credentialId: key.id, userId: person.id, channel: "rest", reason: null, status: 200, method: "GET", target: "/api/v1/scopes", scopes: [], ip: "203.0.113.7", userAgent: "curl/8.5",
    requestId: answer.headers.get("x-request-id"), secretId: sha256(key.key).slice(0, 12),
  });
  expect(row!.organizationId).toMatch(/^org_/);
  expect(row!.latencyMicros).toBeGreaterThan(0);
  expect(Math.abs(row!.occurredAt.getTime() - Date.now())).toBeLessThan(5000);
});

it("what a verb refuses by 404 was let in; what the query says is not kept", async () => {
  await house.send("GET", "/api/v1/api-keys/key_nothing?token=abc", { apiKey: key.key });
  expect(await logOf(key.id)).toMatchObject([{ reason: null, status: 404, target: "/api/v1/api-keys/key_nothing", scopes: ["keys:read"] }]);
});

describe("a refusal of a credential that is known is kept with its reason", () => {
  it("revoked: also the first call after it", async () => {
    await use();
    await house.send("DELETE", `/api/v1/api-keys/${key.id}`, { token: person.token });
    expect((await use()).status).toBe(401);
    expect(await logOf(key.id)).toMatchObject([{ reason: null }, { reason: "REVOKED", status: 401 }]);
  });

  it("paused", async () => {
    await house.send("PATCH", `/api/v1/api-keys/${key.id}`, { token: person.token, body: { paused: true } });
    await use();
    expect(await reasonsOf(key.id)).toEqual(["PAUSED"]);
  });

  it("expired", async () => {
    await db().credential.update({ where: { id: key.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    await use();
    expect(await reasonsOf(key.id)).toEqual(["TOKEN_EXPIRED"]);
  });

  it("wrong address, with the address", async () => {
    key = await makeKey({ allowed_ips: ["10.0.0.0/8"] });
    await use({ from: "198.51.100.4" });
    expect(await logOf(key.id)).toMatchObject([{ reason: "IP_NOT_ALLOWED", ip: "198.51.100.4" }]);
  });

  it("over its limit", async () => {
    key = await makeKey({ rate_limit_per_minute: 1 });
    await use();
    await use();
    expect(await reasonsOf(key.id)).toEqual([null, "RATE_LIMITED"]);
  });

  it("missing scope, with the scope that was needed", async () => {
    key = await makeKey({ scopes: ["agents:read"] });
    await house.send("GET", "/api/v1/api-keys", { apiKey: key.key });
    expect(await logOf(key.id)).toMatchObject([{ reason: "FORBIDDEN", status: 403, scopes: ["keys:read"] }]);
  });

  it("of the wrong kind for the call", async () => {
    await house.send("POST", "/api/v1/api-keys", { apiKey: key.key, body: { name: "x" } });
    expect(await reasonsOf(key.id)).toEqual(["FORBIDDEN"]);
  });

  it("a good token at the wrong door", async () => {
    const app = await connectApp(person, { resource: "http://localhost:3000" });
    await house.send("POST", "/mcp", { token: app.token, body: {}, headers: ownHost });
    expect(await logOf(app.grantId)).toMatchObject([{ reason: "INVALID_TOKEN", channel: "mcp", target: "/mcp" }]);
  });

  it("a signed token after its end", async () => {
    const app = await connectApp(person, { expiresInSeconds: -120 });
    expect((await house.send("POST", "/mcp", { token: app.token, body: {}, headers: ownHost })).status).toBe(401);
    expect(await logOf(app.grantId)).toMatchObject([{ reason: "TOKEN_EXPIRED", channel: "mcp" }]);
  });
});

it("an unknown or tampered secret is nobody's call and fills no table", async () => {
  await callRecorder().flush();
  const before = await db().loggedRequest.count();
  await house.send("GET", "/api/v1/scopes", { apiKey: `${key.key.slice(0, -3)}abc` });
  await house.send("GET", "/api/v1/scopes", {});
  await callRecorder().flush();
  expect(await db().loggedRequest.count()).toBe(before);
});

it("the portal's own calls by cookie are not listed", async () => {
  const [session] = await db().credential.findMany({ where: { userId: person.id, kind: "session" }, orderBy: { id: "desc" } });
  const before = (await logOf(session!.id)).length;
  expect((await house.send("GET", "/api/v1/api-keys", { cookie: person.cookie, headers: { "sec-fetch-site": "same-origin" } })).status).toBe(200);
  expect((await logOf(session!.id)).length).toBe(before);
});

describe("a credential that another API asks about", () => {
  it("has the call with what that API was asked for, and who asked", async () => {
    const verifier = await makeKey({ scopes: ["tokens:verify"] }, admin);
    const body = { key: key.key, scopes: ["agents:read"], ip: "203.0.113.9", method: "GET", path: "/v1/agents", user_agent: "agent/1" };
    await house.send("POST", "/api/v1/api-keys/verify", { apiKey: verifier.key, body });
    await house.send("POST", "/api/v1/api-keys/verify", { apiKey: verifier.key, body: { ...body, scopes: ["admin"] } });
    expect(await logOf(key.id)).toMatchObject([
      { channel: "verify", reason: null, method: "GET", target: "/v1/agents", ip: "203.0.113.9", userAgent: "agent/1", scopes: ["agents:read"], askedBy: verifier.id },
      { channel: "verify", reason: "FORBIDDEN", scopes: ["admin"] },
    ]);
    expect(await logOf(verifier.id)).toMatchObject([{ channel: "rest", target: "/api/v1/api-keys/verify", scopes: ["tokens:verify"] }, {}]);
  });

  it("by introspection likewise", async () => {
    const verifier = await makeKey({ scopes: ["tokens:verify"] }, admin);
    const ask = () => house.send("POST", "/oauth/introspect", { token: verifier.key, raw: new URLSearchParams({ token: key.key, ip: "203.0.113.10" }), headers: { "content-type": "application/x-www-form-urlencoded" } });
    expect((await ask()).json).toMatchObject({ active: true });
    await house.send("DELETE", `/api/v1/api-keys/${key.id}`, { token: person.token });
    expect((await ask()).json).toEqual({ active: false });
    expect(await logOf(key.id)).toMatchObject([{ channel: "introspect", reason: null, ip: "203.0.113.10", askedBy: verifier.id }, { channel: "introspect", reason: "REVOKED" }]);
  });

  it("through a proxy, with the request that the proxy holds", async () => {
    await house.send("GET", "/api/v1/forward-auth?scope=agents:read", { apiKey: key.key, headers: { "x-forwarded-method": "POST", "x-forwarded-uri": "/agents/7?secret=1" } });
    expect(await logOf(key.id)).toMatchObject([{ channel: "forward_auth", method: "POST", target: "/agents/7", scopes: ["agents:read"], status: 204 }]);
  });
});

it("a call to our MCP server tells the tool and the scope that it needs", async () => {
  const body = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "list_api_keys", arguments: {} } };
  await house.send("POST", "/mcp", { token: key.key, body, headers: ownHost });
  expect(await logOf(key.id)).toMatchObject([{ channel: "mcp", target: "tools/call list_api_keys", scopes: ["keys:read"] }]);
});

it("nothing of a secret is in the log but the first twelve digits of its hash", async () => {
  await use();
  await callRecorder().flush();
  const text = JSON.stringify(await db().$queryRaw`SELECT row_to_json(request_log)::text FROM request_log`) + JSON.stringify(await db().$queryRaw`SELECT row_to_json(credential_caller)::text FROM credential_caller`);
  expect(text).not.toContain(key.key);
  expect(text).not.toContain(sha256(key.key).slice(0, 13));
});
