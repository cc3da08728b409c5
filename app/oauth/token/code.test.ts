import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { House, Person } from "@/lib/testing/house";
import { ask, Browser, connect, exchange, getCode, loopbackUri, newPkce, pkce, redirectUri, refresh, registerClient, type Parameters, type TestClient, type Tokens } from "@/lib/testing/oauth-flow";
import { openOauthHouse } from "@/lib/testing/oauth-house";

let house: House;
let person: Person;
let client: TestClient;
beforeAll(async () => {
  ({ house, person, client } = await openOauthHouse());
});
afterAll(() => house.close());

const codeFor = (who = client, parameters: Parameters = {}) => getCode(new Browser(house, person), who, { prompt: "consent", ...parameters });
const works = async (token: string) => (await house.send("GET", "/api/v1/auth/verify", { token })).status === 200;

describe("the token endpoint (RFC 6749, section 3.2)", () => {
  it("answers POST alone, form-encoded, never cached, to any origin", async () => {
    expect((await house.send("GET", "/oauth/token")).status).toBe(405);
    const json = await house.send("POST", "/oauth/token", { body: { grant_type: "refresh_token" } });
    expect([json.status, json.json]).toMatchObject([400, { error: "invalid_request" }]);
    const answer = await exchange(house, client, await codeFor());
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.text).not.toContain("null");
    const preflight = await house.send("OPTIONS", "/oauth/token", { headers: { origin: "https://inspector.example", "access-control-request-method": "POST", "access-control-request-headers": "authorization,mcp-protocol-version" } });
    expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([204, "authorization,mcp-protocol-version"]);
  });

  it("refuses repeated parameters, a missing grant_type, and the grants that OAuth 2.1 has dropped", async () => {
    const errorOf = async (fields: Parameters) => (await ask(house, "/oauth/token", { client_id: client.client_id, ...fields })).json;
    expect(await errorOf({ grant_type: ["authorization_code", "authorization_code"] })).toMatchObject({ error: "invalid_request" });
    expect(await errorOf({})).toMatchObject({ error: "invalid_request" });
    expect(await errorOf({ grant_type: "password", username: person.username, password: "a lantern beside the well" })).toMatchObject({ error: "unsupported_grant_type" });
    expect(await errorOf({ grant_type: "implicit" })).toMatchObject({ error: "unsupported_grant_type" });
    expect(await errorOf({ grant_type: "__proto__" })).toMatchObject({ error: "unsupported_grant_type" });
  });

  it("tells an unknown client 401 invalid_client, never invalid_grant: with that, clients would not register again", async () => {
    const answer = await exchange(house, { client_id: "client_gone" }, "code");
    expect([answer.status, answer.json]).toMatchObject([401, { error: "invalid_client" }]);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
    expect((await ask(house, "/oauth/token", { grant_type: "refresh_token", refresh_token: "x" })).status).toBe(401);
  });
});

describe("an authorization code", () => {
  it("is exchanged once; its hash alone is stored", async () => {
    const code = await codeFor();
    expect(JSON.stringify(await db().authorizationCode.findMany())).not.toContain(code);
    expect((await exchange(house, client, code)).status).toBe(200);
    expect((await exchange(house, client, code)).json).toMatchObject({ error: "invalid_grant" });
  });

  it("has exactly one winner of sixteen who present it at once, and then gives nothing that lasts", async () => {
    const code = await codeFor();
    const answers = await Promise.all(Array.from({ length: 16 }, () => exchange(house, client, code)));
    const won = answers.filter((answer) => answer.status === 200);
    expect(won.length).toBeLessThanOrEqual(1);
    for (const answer of answers.filter((other) => other.status !== 200)) expect(answer.json).toMatchObject({ error: "invalid_grant" });
    const uses = await db().refreshToken.count({ where: { credential: { codes: { some: { usedAt: { not: null } } }, revokedReason: "code_reused" } } });
    expect(uses).toBeGreaterThanOrEqual(1);
    for (const answer of won) expect(await works((answer.json as Tokens).access_token)).toBe(false);
  });

  it("used a second time takes back what the first use gave (RFC 6749, section 4.1.2), and the person can read why", async () => {
    const app = await registerClient(house);
    const code = await codeFor(app);
    const tokens = (await exchange(house, app, code)).json as Tokens;
    expect(await works(tokens.access_token)).toBe(true);
    expect((await exchange(house, app, code)).json).toMatchObject({ error: "invalid_grant", error_description: expect.stringContaining("revoked") });
    expect(await works(tokens.access_token)).toBe(false);
    expect((await refresh(house, app, tokens.refresh_token)).json).toMatchObject({ error: "invalid_grant" });
    const list = (await house.send("GET", "/api/v1/connected-apps?status=ended", { token: person.token })).json as { data: { client: { client_id: string }; ended: { reason: string; text: string } }[] };
    expect(list.data.find((row) => row.client.client_id === app.client_id)).toMatchObject({ ended: { reason: "code_reused", text: expect.stringContaining("second time") } });
  });

  it.each<[string, Parameters, string]>([
    ["a wrong verifier (RFC 7636, section 4.6)", { code_verifier: newPkce().verifier }, "invalid_grant"],
    ["no verifier", { code_verifier: undefined }, "invalid_grant"],
    ["the challenge as its verifier", { code_verifier: "challenge" }, "invalid_grant"],
    ["another redirect URI", { redirect_uri: `${redirectUri}/` }, "invalid_grant"],
    ["no redirect URI, though the request had one (RFC 6749, section 4.1.3)", { redirect_uri: undefined }, "invalid_grant"],
    ["a wider resource (RFC 8707, section 2.2)", { resource: "http://localhost:3000/api" }, "invalid_target"],
    ["a second resource", { resource: ["http://localhost:3000/mcp", "http://localhost:3000/api"] }, "invalid_target"],
  ])("with %s is refused and burnt: the right request comes too late", async (_what, wrong, error) => {
    const code = await codeFor();
    const answer = await exchange(house, client, code, wrong);
    expect([answer.status, answer.json]).toMatchObject([400, { error }]);
    expect((await exchange(house, client, code)).json).toMatchObject({ error: "invalid_grant" });
    expect(await db().refreshToken.count({ where: { credential: { revokedReason: "code_refused" } } }), "tokens of a refused code").toBe(0);
  });

  it("is the client's alone that asked for it", async () => {
    const code = await codeFor();
    const thief = await registerClient(house);
    expect((await exchange(house, thief, code)).json).toMatchObject({ error: "invalid_grant" });
    expect((await exchange(house, client, code)).json).toMatchObject({ error: "invalid_grant" });
  });

  it("is compared with its redirect URI byte for byte, the port of a loopback address included", async () => {
    const native = await registerClient(house, { redirect_uris: ["http://127.0.0.1/callback"] });
    const fetch = async (uri: string) => exchange(house, native, await codeFor(native, { redirect_uri: loopbackUri }), { redirect_uri: uri });
    expect((await fetch("http://127.0.0.1:51235/callback")).json).toMatchObject({ error: "invalid_grant" });
    expect((await fetch(loopbackUri)).status).toBe(200);
  });

  it("lives 60 seconds", async () => {
    const [early, late] = [await codeFor(), await codeFor()];
    const now = clock.now;
    try {
      clock.now = () => new Date(Date.now() + 58_000);
      expect((await exchange(house, client, early)).status).toBe(200);
      clock.now = () => new Date(Date.now() + 61_000);
      expect((await exchange(house, client, late)).json).toMatchObject({ error: "invalid_grant", error_description: expect.stringContaining("60 seconds") });
    } finally {
      clock.now = now;
    }
  });

  it("of a session that has ended is refused", async () => {
    const someone = await house.signUp();
    const code = await getCode(new Browser(house, someone), client);
    await house.send("POST", "/api/v1/auth/logout", { token: someone.token });
    expect((await exchange(house, client, code)).json).toMatchObject({ error: "invalid_grant" });
  });

  it("of a person who was suspended meanwhile is refused", async () => {
    const someone = await house.signUp();
    const code = await getCode(new Browser(house, someone), client);
    await db().user.update({ where: { id: someone.id }, data: { suspendedAt: new Date() } });
    expect((await exchange(house, client, code)).json).toMatchObject({ error: "invalid_grant" });
  });

  it("that does not exist is invalid_grant", async () => {
    expect((await exchange(house, client, "made-up")).json).toMatchObject({ error: "invalid_grant" });
  });

  it("can be exchanged for fewer or weaker scopes; the grant keeps the others", async () => {
    const tokens = (await exchange(house, client, await codeFor(), { scope: "keys:read" })).json as Tokens;
    expect(tokens.scope).toBe("keys:read");
    expect((await house.send("GET", "/api/v1/auth/verify", { token: tokens.access_token })).json).toMatchObject({ scopes: ["keys:read"] });
    expect((await refresh(house, client, tokens.refresh_token)).json).toMatchObject({ scope: "agents:read keys:read keys:write" });
  });
});

describe("client authentication is what was registered", () => {
  it.each(["client_secret_basic", "client_secret_post"] as const)("%s: with its secret it passes, without it or in another way it does not", async (method) => {
    const app = await registerClient(house, { token_endpoint_auth_method: method });
    const [id, secret] = [app.client_id, app.client_secret!];
    const basic = { authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64")}` };
    const byBasic = async (fields: Parameters = {}) => ask(house, "/oauth/token", { grant_type: "authorization_code", code: await codeFor(app), redirect_uri: redirectUri, code_verifier: pkce.verifier, ...fields }, basic);
    const byPost = async (given: string | undefined) => exchange(house, app, await codeFor(app), { client_secret: given });
    expect((await byPost(undefined)).json).toMatchObject({ error: "invalid_client" });
    expect((await byPost("wrong")).json).toMatchObject({ error: "invalid_client" });
    expect((await byPost(secret)).status).toBe(method === "client_secret_post" ? 200 : 401);
    expect((await byBasic()).status).toBe(method === "client_secret_basic" ? 200 : 401);
    expect((await byBasic({ client_secret: secret })).status).toBe(400);
  });
});

describe("a connection that is bound to a key", () => {
  it("may only what both may, from where the key may be used, within the key's minute, and no longer than the key", async () => {
    const key = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Bound", scopes: ["agents:read", "keys:read"], allowed_ips: ["127.0.0.1"], rate_limit_per_minute: 5 } })).json as { id: string; key: string };
    const app = await registerClient(house);
    const tokens = await connect(house, person, app, {}, { key_id: key.id });
    expect(tokens.scope).toBe("agents:read keys:read");
    const call = (from = "127.0.0.1") => house.send("GET", "/api/v1/auth/verify", { token: tokens.access_token, from });
    expect((await call()).json).toMatchObject({ scopes: ["agents:read", "keys:read"] });
    expect((await call("203.0.113.9")).json).toMatchObject({ code: "IP_NOT_ALLOWED" });
    expect((await call()).headers.get("x-ratelimit-limit")).toBe("5");
    for (let spent = 0; spent < 3; spent++) await house.send("GET", "/api/v1/auth/verify", { apiKey: key.key });
    expect((await call()).status).toBe(429);
    const patch = (body: object) => house.send("PATCH", `/api/v1/api-keys/${key.id}`, { token: person.token, body });
    await patch({ scopes: ["agents:read"], rate_limit_per_minute: 100 });
    expect((await call()).json).toMatchObject({ scopes: ["agents:read"] });
    await patch({ paused: true });
    expect((await call()).json).toMatchObject({ code: "INVALID_TOKEN" });
    await patch({ paused: false });
    expect((await call()).status).toBe(200);
    await house.send("DELETE", `/api/v1/api-keys/${key.id}`, { token: person.token });
    expect((await call()).status).toBe(401);
    expect((await refresh(house, app, tokens.refresh_token)).json).toMatchObject({ error: "invalid_grant" });
    const ended = (await house.send("GET", "/api/v1/connected-apps?status=ended", { token: person.token })).text;
    expect(ended).toContain("The key that it was bound to was revoked");
  });
});
