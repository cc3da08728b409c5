import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { sha256 } from "@/lib/crypto/hash";
import { connectionRecorder } from "@/lib/oauth/doctor/record";
import { openHouse, type House } from "@/lib/testing/house";
import type { Sent } from "@/lib/testing/send";

let house: House;
let address = 0;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Each from an address of its own, so that the limit is met only where it is tested. */
const register = (body: unknown, sent: Sent = {}) => house.send("POST", "/oauth/register", { body, from: `192.0.2.${++address % 250}`, ...sent });

type Registered = Record<string, unknown> & { client_id: string };
const minimal = { client_name: "A client", redirect_uris: ["http://localhost:3333/callback"] };

describe("a registration (RFC 7591, section 3)", () => {
  it("of Cursor, three redirect URIs at once, makes a public client with all of them", async () => {
    const redirect_uris = ["cursor://anysphere.cursor-mcp/oauth/callback", "https://www.cursor.com/agents/mcp/oauth/callback", "http://localhost:8787/callback"];
    const answer = await register({ client_name: "Cursor", redirect_uris, grant_types: ["authorization_code", "refresh_token"], response_types: ["code"], token_endpoint_auth_method: "none", logo_uri: "https://cursor.com/logo.png" });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ client_name: "Cursor", redirect_uris, grant_types: ["authorization_code", "refresh_token"], response_types: ["code"], token_endpoint_auth_method: "none", logo_uri: "https://cursor.com/logo.png" });
  });

  it("section 3.2.1: MUST answer client_id, echo what was registered, issue times as whole seconds, and no null", async () => {
    const before = Math.floor(Date.now() / 1000);
    const { json, text, headers, status } = await register({ ...minimal, scope: "agents:read offline_access", software_id: "a", software_version: "1.2", client_uri: "https://app.example" });
    const { client_id_issued_at } = json as { client_id_issued_at: number };
    expect(status).toBe(201);
    expect(json).toMatchObject({ client_id: expect.stringMatching(/^client_[0-9a-z]{26}$/), ...minimal, scope: "agents:read offline_access", software_id: "a", software_version: "1.2", client_uri: "https://app.example" });
    expect(Number.isInteger(client_id_issued_at) && client_id_issued_at >= before && client_id_issued_at <= before + 60).toBe(true);
    expect(text).not.toContain("null");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-request-id")).toMatch(/^req_/);
  });

  it("without a word about authentication is public: `none` is echoed and there is no secret", async () => {
    const { json } = await register(minimal);
    expect(json).toMatchObject({ token_endpoint_auth_method: "none", grant_types: ["authorization_code", "refresh_token"], response_types: ["code"] });
    expect(json).not.toHaveProperty("client_secret");
    expect(json).not.toHaveProperty("client_secret_expires_at");
  });

  it.each(["client_secret_basic", "client_secret_post"])("section 3.2.1: with %s gets a secret this once, with client_secret_expires_at 0, of which only the hash is kept", async (token_endpoint_auth_method) => {
    const { json } = await register({ ...minimal, token_endpoint_auth_method });
    const { client_id, client_secret } = json as { client_id: string; client_secret: string };
    expect(json).toMatchObject({ token_endpoint_auth_method, client_secret: expect.stringMatching(/^sk_cs_[0-9A-Za-z]{36}$/), client_secret_expires_at: 0 });
    const secrets = await db().oauthClientSecret.findMany({ where: { clientId: client_id } });
    expect(secrets).toMatchObject([{ hash: sha256(client_secret) }]);
    expect(JSON.stringify(secrets)).not.toContain(client_secret);
  });

  it("with private_key_jwt brings its public keys, or says where they are", async () => {
    const jwks = { keys: [{ kty: "EC", crv: "P-256", x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", kid: "1" }] };
    expect((await register({ ...minimal, token_endpoint_auth_method: "private_key_jwt", jwks })).json).toMatchObject({ token_endpoint_auth_method: "private_key_jwt", jwks });
    expect((await register({ ...minimal, token_endpoint_auth_method: "private_key_jwt", jwks_uri: "https://app.example/jwks" })).json).toMatchObject({ jwks_uri: "https://app.example/jwks" });
    for (const keys of [{}, { jwks, jwks_uri: "https://app.example/jwks" }, { jwks: { keys: [{ ...jwks.keys[0], d: "secret" }] } }, { jwks: { keys: [{ kty: "oct", k: "c2VjcmV0" }] } }, { jwks_uri: "http://app.example/jwks" }, { jwks_uri: "javascript:1" }]) {
      const answer = await register({ ...minimal, token_endpoint_auth_method: "private_key_jwt", ...keys });
      expect([answer.status, answer.json]).toEqual([400, expect.objectContaining({ error: "invalid_client_metadata" })]);
      expect(answer.text).not.toContain("c2VjcmV0");
    }
  });

  it("section 2: MUST ignore members, grant types and response types that are not known, and null", async () => {
    const answer = await register({
      ...minimal,
      grant_types: ["authorization_code", "urn:ietf:params:oauth:grant-type:jwt-bearer", "implicit"],
      response_types: ["code", "token"],
      access_type: "offline",
      prompt: "consent",
      resource: "https://elsewhere.example",
      application_type: "native",
      client_uri: null,
      contacts: null,
      software_statement: "eyJhbGciOiJub25lIn0.e30.",
    });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ grant_types: ["authorization_code", "refresh_token"], response_types: ["code"] });
    expect(answer.json).not.toHaveProperty("access_type");
    expect(answer.text).not.toContain("null");
  });

  it("of a client that acts for itself needs no redirect URI, and is confidential", async () => {
    const answer = await register({ client_name: "A robot", grant_types: ["client_credentials"] });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ grant_types: ["client_credentials"], redirect_uris: [], token_endpoint_auth_method: "client_secret_basic", client_secret: expect.any(String) });
  });

  it("of a public client never grants client_credentials", async () => {
    const { json } = await register({ ...minimal, token_endpoint_auth_method: "none", grant_types: ["authorization_code", "client_credentials"] });
    expect((json as { grant_types: string[] }).grant_types).not.toContain("client_credentials");
  });

  it("takes a name as text: one line, without what hides or turns it", async () => {
    const { json } = await register({ ...minimal, client_name: "  Good\u202Eapp\u0000\n<b>name</b>\u200B ".replace("\u0000", "") });
    expect((json as { client_name: string }).client_name).toBe("Goodapp<b>name</b>");
    expect((await register({ redirect_uris: minimal.redirect_uris })).json).toMatchObject({ client_name: "Unnamed client at localhost:3333" });
  });

  it("is in the audit log and in the doctor's timeline", async () => {
    const { client_id } = (await register(minimal, { headers: { "user-agent": "audited/1" } })).json as Registered;
    await connectionRecorder().flush();
    expect(await db().auditEvent.findFirst({ where: { targetId: client_id } })).toMatchObject({ action: "oauth_client.registered", actorKind: "anonymous" });
    expect(await db().connectionEvent.findFirst({ where: { clientId: client_id } })).toMatchObject({ step: "registration", succeeded: true, clientName: "A client" });
  });
});

describe("a registration that is refused", () => {
  it.each([
    ["javascript:alert(1)"],
    ["data:text/html,x"],
    ["http://app.example.com/cb"],
    ["https://app.example.com/cb#x"],
    ["http://127.0.0.1.evil.example/cb"],
    ["http://localhost@evil.example/cb"],
  ])("section 3.2.2: answers invalid_redirect_uri for %s, also beside good ones, and names it", async (uri) => {
    const answer = await register({ ...minimal, redirect_uris: [...minimal.redirect_uris, uri] });
    expect([answer.status, answer.json]).toEqual([400, { error: "invalid_redirect_uri", error_description: expect.stringContaining(uri.slice(0, 20)) }]);
  });

  it.each([
    [{ client_name: "No redirect" }, "invalid_redirect_uri"],
    [{ ...minimal, redirect_uris: [] }, "invalid_redirect_uri"],
    [{ ...minimal, redirect_uris: "http://localhost/cb" }, "invalid_redirect_uri"],
    [{ ...minimal, redirect_uris: [5] }, "invalid_redirect_uri"],
    [{ ...minimal, redirect_uris: [{ contains: "http" }] }, "invalid_redirect_uri"],
    [{ ...minimal, redirect_uris: Array.from({ length: 51 }, (_, port) => `http://localhost:${port + 1}/cb`) }, "invalid_redirect_uri"],
    [{ ...minimal, redirect_uris: ["cursor://cb"], token_endpoint_auth_method: "client_secret_post" }, "invalid_redirect_uri"],
    [{ ...minimal, client_name: 5 }, "invalid_client_metadata"],
    [{ ...minimal, client_name: "x".repeat(2000) }, "invalid_client_metadata"],
    [{ ...minimal, token_endpoint_auth_method: "client_secret_jwt" }, "invalid_client_metadata"],
    [{ ...minimal, grant_types: "authorization_code" }, "invalid_client_metadata"],
    [{ ...minimal, jwks: "none" }, "invalid_client_metadata"],
    [[minimal], "invalid_client_metadata"],
    ["text", "invalid_client_metadata"],
    [null, "invalid_client_metadata"],
  ])("section 3.2.2: %j answers %s", async (body, error) => {
    const answer = await register(body);
    expect([answer.status, answer.json]).toEqual([400, { error, error_description: expect.any(String) }]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("is one that is no JSON, too large, of another type, or says a thing twice", async () => {
    const ask = async (raw: string, type = "application/json") => {
      const answer = await register(undefined, { raw, headers: { "content-type": type } });
      return [answer.status, (answer.json as { error: string }).error];
    };
    expect(await ask("{")).toEqual([400, "invalid_request"]);
    expect(await ask('{"redirect_uris":[],"redirect_uris":["http://localhost/"]}')).toEqual([400, "invalid_request"]);
    expect(await ask('{"client_name":"\\u0000"}')).toEqual([400, "invalid_request"]);
    expect(await ask(JSON.stringify({ client_name: "x".repeat(70_000) }))).toEqual([413, "invalid_request"]);
    expect(await ask("client_name=x", "application/x-www-form-urlencoded")).toEqual([400, "invalid_client_metadata"]);
  });

  it("answers 405 with Allow to other methods, and 204 to the preflight of a page anywhere", async () => {
    const get = await house.send("GET", "/oauth/register");
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    const preflight = await house.send("OPTIONS", "/oauth/register", { headers: { origin: "https://inspector.example", "access-control-request-headers": "content-type, traceparent" } });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin"), preflight.headers.get("access-control-allow-headers")]).toEqual([204, "*", "content-type, traceparent"]);
    expect((await register({}, { headers: { origin: "https://inspector.example" } })).headers.get("access-control-allow-origin")).toBe("*");
  });

  it("is one too many from an address: 30 a minute pass, the next answers 429 with Retry-After, and another address goes on", async () => {
    const from = "198.51.100.1";
    const answers = await Promise.all(Array.from({ length: 40 }, () => register(minimal, { from })));
    const statuses = answers.map((answer) => answer.status);
    expect([statuses.filter((status) => status === 201).length, statuses.filter((status) => status === 429).length]).toEqual([30, 10]);
    const refused = answers.find((answer) => answer.status === 429)!;
    expect(refused.json).toMatchObject({ error: "temporarily_unavailable" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await register(minimal, { from: "198.51.100.2" })).status).toBe(201);
    expect((await register(minimal, { from: "2001:db8:1:2::1" })).status).toBe(201);
  });

  it("leaves its cause for the doctor", async () => {
    await register({ ...minimal, redirect_uris: ["http://app.example.com/cb"] }, { headers: { "user-agent": "wrong-redirect/1" } });
    await connectionRecorder().flush();
    expect(await db().connectionEvent.findFirst({ where: { userAgent: "wrong-redirect/1" } })).toMatchObject({
      step: "registration",
      succeeded: false,
      cause: "redirect_uri_invalid",
      clientName: "A client",
      detail: { redirect_uris: ["http://app.example.com/cb"] },
    });
  });
});
