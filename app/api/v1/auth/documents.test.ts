import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
let admin: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("first");
});
afterAll(() => house.close());

describe("a token by username and password", () => {
  const ask = async (body: object) => house.send("POST", "/api/v1/auth/token", { body: { username: admin.username, password: goodPassword, ...body } });

  it("lives thirty days and verifies", async () => {
    const answer = await ask({});
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ success: true, data: { token: expect.stringMatching(/^eyJ/), expires_at: expect.stringMatching(/Z$/) } });
    const { token, expires_at } = (answer.json as { data: { token: string; expires_at: string } }).data;
    expect(Math.abs(new Date(expires_at).getTime() - Date.now() - 30 * 86_400_000)).toBeLessThan(5000);
    const verified = await house.send("GET", "/api/v1/auth/verify", { token });
    expect(verified.json).toMatchObject({ valid: true, kind: "access_token", user: { username: "first", role: "admin" }, groups: [] });
  });

  it("lives to the second as long as it says, also when the second turns while it is made", async () => {
    const { clock } = await import("@/lib/clock");
    const now = vi.spyOn(clock, "now");
    let moment = Math.floor(Date.now() / 1000) * 1000;
    // every look at the clock is in another second than the one before
    now.mockImplementation(() => new Date((moment += 1001)));
    try {
      const lifetime = (token: string) => decodeJwt(token).exp! - decodeJwt(token).iat!;
      expect(lifetime(((await ask({ expires_in: 600 })).json as { data: { token: string } }).data.token)).toBe(600);
      const signedIn = await house.send("POST", "/api/v1/auth/login", { body: { username: admin.username, password: goodPassword } });
      expect(lifetime((signedIn.json as { token: string }).token)).toBe(3600);
    } finally {
      now.mockRestore();
    }
  });

  it("made without scopes does not hold what must be asked for by name", async () => {
    const { scopes } = ((await ask({})).json as { data: { scopes: string[] } }).data;
    expect(scopes).toContain("agents:write");
    for (const scope of ["admin", "users:read", "users:write", "tokens:verify"]) expect(scopes).not.toContain(scope);
  });

  it("holds exactly the scopes that were asked for, and answers 403 with required_scope beyond them", async () => {
    const { token, scopes } = ((await ask({ scopes: ["conversations:write", "agents:read"] })).json as { data: { token: string; scopes: string[] } }).data;
    expect(scopes).toEqual(["agents:read", "conversations:write"]);
    const answer = await house.send("GET", "/api/v1/audit-events", { token });
    expect(answer.json).toMatchObject({ success: false, error: "Insufficient permissions", code: "FORBIDDEN", required_scope: "audit:read" });
  });

  it("with allowed_ips acts from there alone, whatever X-Forwarded-For says", async () => {
    const { token } = ((await ask({ allowed_ips: ["192.168.1.100", "10.0.0.0/8"] })).json as { data: { token: string } }).data;
    const from = async (address: string, forwarded?: string) =>
      (await house.send("GET", "/api/v1/auth/verify", { token, from: address, ...(forwarded && { headers: { "x-forwarded-for": forwarded } }) })).status;
    expect(await from("192.168.1.100")).toBe(200);
    expect(await from("::ffff:10.20.30.40")).toBe(200);
    expect(await from("127.0.0.1")).toBe(403);
    expect(await from("127.0.0.1", "10.0.0.1")).toBe(403);
    const refused = await house.send("GET", "/api/v1/auth/verify", { token });
    expect(refused.json).toMatchObject({ code: "IP_NOT_ALLOWED" });
  });

  it("refreshed by itself gives one with the same scopes and addresses; the old one dies a minute later", async () => {
    const { clock } = await import("@/lib/clock");
    const old = ((await ask({ scopes: ["agents:read"], allowed_ips: ["127.0.0.1"] })).json as { data: { token: string } }).data.token;
    const answer = await house.send("POST", "/api/v1/auth/refresh", { token: old });
    expect(answer.json).toMatchObject({ success: true, data: { token: expect.stringMatching(/^eyJ/), expires_at: expect.any(String) } });
    const fresh = (answer.json as { data: { token: string } }).data.token;
    const verified = await house.send("GET", "/api/v1/auth/verify", { token: fresh });
    expect(verified.json).toMatchObject({ scopes: ["agents:read"] });
    expect((await house.send("GET", "/api/v1/auth/verify", { token: fresh, from: "192.0.2.1" })).status).toBe(403);
    expect((await house.send("GET", "/api/v1/auth/verify", { token: old })).status).toBe(200);
    const now = clock.now;
    clock.now = () => new Date(Date.now() + 61_000);
    try {
      const dead = await house.send("GET", "/api/v1/auth/verify", { token: old });
      expect([dead.status, (dead.json as { code: string }).code]).toEqual([401, "INVALID_TOKEN"]);
      expect((await house.send("GET", "/api/v1/auth/verify", { token: fresh })).status).toBe(200);
    } finally {
      clock.now = now;
    }
  });

  it("revoked answers 401 INVALID_TOKEN from the next request on", async () => {
    const { token } = ((await ask({})).json as { data: { token: string } }).data;
    expect((await house.send("GET", "/api/v1/auth/verify", { token })).status).toBe(200);
    expect((await house.send("DELETE", "/api/v1/auth/token", { token })).json).toEqual({ success: true });
    const dead = await house.send("GET", "/api/v1/auth/verify", { token });
    expect([dead.status, dead.json]).toMatchObject([401, { success: false, error: "Invalid token", code: "INVALID_TOKEN" }]);
  });

  it("expired answers 401 TOKEN_EXPIRED", async () => {
    const { token } = ((await ask({ expires_in: 1 })).json as { data: { token: string } }).data;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await house.send("GET", "/api/v1/auth/verify", { token })).json).toMatchObject({ success: false, error: "Token has expired", code: "TOKEN_EXPIRED" });
  });

  it("for a wrong password and for an unknown account answers alike", async () => {
    const wrong = await house.send("POST", "/api/v1/auth/token", { body: { username: admin.username, password: "not the password" } });
    const unknown = await house.send("POST", "/api/v1/auth/token", { body: { username: "nobody-here", password: "not the password" } });
    expect(wrong.status).toBe(401);
    expect(wrong.text.replace(/req_\w+/, "")).toBe(unknown.text.replace(/req_\w+/, ""));
    expect(wrong.json).toMatchObject({ error: "Invalid username or password", code: "INVALID_CREDENTIALS" });
  });
});

describe("a session by login", () => {
  it("answers token and expires_at, and a cookie that acts alone", async () => {
    const answer = await house.send("POST", "/api/v1/auth/login", { body: { username: admin.username, password: goodPassword } });
    expect(answer.json).toMatchObject({ success: true, user: { username: "first" }, token: expect.stringMatching(/^eyJ/), expires_at: expect.any(String), refresh_token: expect.any(String) });
    const cookie = answer.cookies[0]!;
    expect(cookie).toMatch(/^keyhouse\.session=.*HttpOnly; SameSite=Lax$/);
    const me = await house.send("GET", "/api/v1/users/me", { cookie: cookie.split(";")[0]! });
    expect(me.json).toMatchObject({ username: "first", role: "admin", organizations: [{ role: "owner", personal: true }] });
  });

  it("carries in its token who it is for, by ES256 and the published key", async () => {
    const claims = decodeJwt(admin.token);
    expect(claims).toMatchObject({ sub: admin.id, email: admin.email, username: "first", role: "admin", groups: [], iss: "http://localhost:3000", aud: "http://localhost:3000" });
    expect(claims.jti && claims.iat && claims.exp! - claims.iat).toBe(3600);
    const header = decodeProtectedHeader(admin.token);
    const jwks = (await house.send("GET", "/oauth/jwks.json")).json as { keys: { kid: string; d?: string }[] };
    expect(header).toMatchObject({ alg: "ES256", typ: "JWT", kid: jwks.keys[0]!.kid });
    expect(jwks.keys[0]).not.toHaveProperty("d");
  });

  it("is dead after logout: token, cookie and refresh token", async () => {
    const person = await house.signUp();
    expect((await house.send("POST", "/api/v1/auth/logout", { token: person.token })).status).toBe(200);
    expect((await house.send("GET", "/api/v1/users/me", { token: person.token })).status).toBe(401);
    expect((await house.send("GET", "/api/v1/users/me", { cookie: person.cookie })).status).toBe(401);
    expect((await house.send("POST", "/api/v1/auth/refresh", { body: { refresh_token: person.refreshToken } })).status).toBe(401);
  });

  it("refuses a write by cookie that another site sends, and one whose origin is null", async () => {
    const person = await house.signUp();
    const write = async (headers: Record<string, string>) => (await house.send("POST", "/api/v1/users/me/api-token", { cookie: person.cookie, headers })).status;
    expect(await write({ origin: "https://evil.example", "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await write({ origin: "null" })).toBe(403);
    expect(await write({ "sec-fetch-site": "same-site" })).toBe(403);
    expect(await write({ origin: "http://localhost:3000", "sec-fetch-site": "same-origin" })).toBe(201);
  });
});

describe("a refresh token", () => {
  const refresh = async (token: string, headers: Record<string, string> = {}) => house.send("POST", "/api/v1/auth/refresh", { body: { refresh_token: token }, headers });

  it("gives a new pair, also beside an expired or nonsensical bearer", async () => {
    const person = await house.signUp();
    const answer = await refresh(person.refreshToken, { authorization: "Bearer nonsense" });
    expect(answer.json).toMatchObject({ success: true, data: { token: expect.any(String), refresh_token: expect.any(String) } });
    const { token } = (answer.json as { data: { token: string } }).data;
    expect((await house.send("GET", "/api/v1/users/me", { token })).status).toBe(200);
  });

  it("used by sixteen at once gives each a working pair and ends nobody's session", async () => {
    const person = await house.signUp();
    const answers = await Promise.all(Array.from({ length: 16 }, () => refresh(person.refreshToken)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(16).fill(200));
    for (const answer of answers) {
      const { token, refresh_token } = (answer.json as { data: { token: string; refresh_token: string } }).data;
      expect((await house.send("GET", "/api/v1/auth/verify", { token })).status).toBe(200);
      expect((await refresh(refresh_token)).status).toBe(200);
    }
  });

  it("used again after a minute ends the whole session, and the owner can read why", async () => {
    const { clock } = await import("@/lib/clock");
    const person = await house.signUp();
    const next = ((await refresh(person.refreshToken)).json as { data: { refresh_token: string; token: string } }).data;
    const now = clock.now;
    clock.now = () => new Date(Date.now() + 61_000);
    try {
      expect((await refresh(person.refreshToken)).status).toBe(401);
      expect((await refresh(next.refresh_token)).status).toBe(401);
      expect((await house.send("GET", "/api/v1/users/me", { token: next.token })).status).toBe(401);
    } finally {
      clock.now = now;
    }
    const again = await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: goodPassword } });
    const events = (await house.send("GET", "/api/v1/audit-events?action=session.revoked", { token: (again.json as { token: string }).token })).json as { data: { detail: { reason: string } }[] };
    expect(events.data[0]!.detail.reason).toContain("used before");
  });
});

describe("an API token", () => {
  it("is created, listed, used and revoked as documented", async () => {
    const person = await house.signUp();
    const made = await house.send("POST", "/api/v1/auth/tokens", { token: person.token, body: { name: "my-claude-token" } });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ api_token: { id: expect.any(String), name: "my-claude-token", created_at: expect.any(String) }, token: expect.stringMatching(/^eyJ/) });
    const { token, api_token } = made.json as { token: string; api_token: { id: string } };
    expect(api_token).not.toHaveProperty("expires_at");
    expect(decodeJwt(token).exp).toBeUndefined();
    const list = (await house.send("GET", "/api/v1/auth/tokens", { token: person.token })).json as { data: { id: string }[] };
    expect(list.data.map((row) => row.id)).toEqual([api_token.id]);
    expect((await house.send("GET", "/api/v1/users/me", { token })).json).toMatchObject({ username: person.username });
    expect((await house.send("DELETE", `/api/v1/auth/tokens/${api_token.id}`, { token: person.token })).status).toBe(200);
    expect((await house.send("GET", "/api/v1/users/me", { token })).status).toBe(401);
  });
});

describe("the health of the house", () => {
  it("answers anybody, names the holder of a good credential, and refuses a bad one", async () => {
    expect((await house.send("GET", "/api/v1/health")).json).toMatchObject({ status: "ok", database: "ok", version: expect.any(String) });
    expect((await house.send("GET", "/api/v1/health", { token: admin.token })).json).toMatchObject({ user: { username: "first" }, scopes: expect.arrayContaining(["admin"]) });
    expect((await house.send("GET", "/api/v1/health", { token: "sk_live_wrong" })).status).toBe(401);
  });
});
