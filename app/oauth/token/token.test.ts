import { createHmac } from "node:crypto";
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT, type JSONWebKeySet, type JWTPayload } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { keyRing } from "@/lib/signing-keys/key-ring";
import type { House, Person } from "@/lib/testing/house";
import { ask, connect, type TestClient, type Tokens } from "@/lib/testing/oauth-flow";
import { openOauthHouse } from "@/lib/testing/oauth-house";

let house: House;
let admin: Person;
let person: Person;
let client: TestClient;
let tokens: Tokens;
beforeAll(async () => {
  ({ house, admin, person, client } = await openOauthHouse());
  tokens = await connect(house, person, client);
});
afterAll(() => house.close());

const codeOf = async (token: string) => {
  const answer = await house.send("GET", "/api/v1/auth/verify", { token });
  return answer.status === 200 ? "VALID" : (answer.json as { code: string }).code;
};

const signed = async (claims: JWTPayload & Record<string, unknown>, header: object = {}) => {
  const { kid, privateKey } = await keyRing().current();
  return new SignJWT(claims).setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid, ...header }).sign(privateKey);
};

describe("an access token (RFC 9068)", () => {
  it("carries typ, iss, aud, sub, client_id, scope, jti, iat and exp, and opens the API", async () => {
    expect(tokens).toEqual({ access_token: expect.any(String), refresh_token: expect.stringMatching(/^sk_rt_/), token_type: "Bearer", expires_in: 3600, scope: "agents:read keys:read keys:write" });
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: "ES256", typ: "at+jwt", kid: expect.any(String) });
    expect(decodeJwt(tokens.access_token)).toMatchObject({ iss: "http://localhost:3000", aud: "http://localhost:3000/mcp", sub: person.id, client_id: client.client_id, scope: tokens.scope, jti: expect.any(String), iat: expect.any(Number), exp: expect.any(Number) });
    expect((await house.send("GET", "/api/v1/auth/verify", { token: tokens.access_token })).json).toMatchObject({ kind: "grant", user: { id: person.id }, scopes: ["agents:read", "keys:read", "keys:write"] });
  });

  it("verifies offline by the published keys", async () => {
    const keys = createLocalJWKSet((await house.send("GET", "/oauth/jwks.json")).json as JSONWebKeySet);
    const { payload } = await jwtVerify(tokens.access_token, keys, { typ: "at+jwt", issuer: "http://localhost:3000", audience: "http://localhost:3000/mcp" });
    expect(payload.sub).toBe(person.id);
  });

  it("with its own claims signed anew is good: the spoiled ones below fail for what was spoiled", async () => {
    expect(await codeOf(await signed(decodeJwt(tokens.access_token)))).toBe("VALID");
  });

  it.each<[string, object]>([
    ["another issuer", { iss: "https://evil.example" }],
    ["an audience that is no resource of ours", { aud: "https://evil.example/mcp" }],
    ["another of our resources than was granted", { aud: "http://localhost:3000/api" }],
    ["two audiences", { aud: ["http://localhost:3000/mcp", "https://evil.example"] }],
    ["no audience", { aud: undefined }],
    ["no client", { client_id: undefined }],
    ["no scope", { scope: undefined }],
    ["no jti", { jti: undefined }],
    ["no end", { exp: undefined }],
    ["a time before which it does not count", { nbf: 4_000_000_000 }],
    ["a grant that does not exist", { sid: "grant_00000000000000000000000000" }],
    ["a session in place of the grant", { sid: "SESSION" }],
  ])("with %s is refused (section 4)", async (_what, spoiled) => {
    const sid = (spoiled as { sid?: string }).sid === "SESSION" ? { sid: decodeJwt(person.token).sid } : {};
    expect(await codeOf(await signed({ ...decodeJwt(tokens.access_token), ...spoiled, ...sid }))).toBe("INVALID_TOKEN");
  });

  it("of another typ is refused: it is no session token, and a session token is none of these (RFC 8725, section 3.11)", async () => {
    expect(await codeOf(await signed(decodeJwt(tokens.access_token), { typ: "JWT" }))).toBe("INVALID_TOKEN");
    expect(await codeOf(await signed(decodeJwt(person.token), { typ: "at+jwt" }))).toBe("INVALID_TOKEN");
    expect(await codeOf(await signed(decodeJwt(tokens.access_token), { typ: "application/at+jwt" }))).toBe("VALID");
  });

  it("by HMAC is refused, with any key", async () => {
    const { kid } = decodeProtectedHeader(tokens.access_token);
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const key of ["hs256", kid]) {
      const body = `${encode({ alg: "HS256", typ: "at+jwt", kid: key })}.${encode(decodeJwt(tokens.access_token))}`;
      expect(await codeOf(`${body}.${createHmac("sha256", JSON.stringify(keyRing().jwks().keys[0])).update(body).digest("base64url")}`)).toBe("INVALID_TOKEN");
    }
  });

  it("that has ended is told so", async () => {
    expect(await codeOf(await signed({ ...decodeJwt(tokens.access_token), exp: Math.floor(Date.now() / 1000) - 1 }))).toBe("TOKEN_EXPIRED");
  });

  it("holds no more than its grant, whatever its own scope claim says", async () => {
    const wider = await signed({ ...decodeJwt(tokens.access_token), scope: "admin users:write" });
    expect((await house.send("GET", "/api/v1/auth/verify", { token: wider })).json).toMatchObject({ scopes: ["agents:read", "keys:read", "keys:write"] });
  });
});

describe("POST /api-keys/verify with resource (RFC 8707)", () => {
  const verify = async (key: string, resource?: string) => {
    const { token } = admin;
    return (await house.send("POST", "/api/v1/api-keys/verify", { token, body: { key, ...(resource && { resource }) } })).json as { valid: boolean; code: string; resource?: string; client_id?: string };
  };

  it("takes an access token for that very resource, and names resource and client", async () => {
    expect(await verify(tokens.access_token, "http://localhost:3000/mcp/")).toMatchObject({ valid: true, kind: "grant", resource: "http://localhost:3000/mcp", client_id: client.client_id });
    expect(await verify(tokens.access_token)).toMatchObject({ valid: true, resource: "http://localhost:3000/mcp" });
  });

  it("refuses one for another resource, and one that is revoked", async () => {
    expect(await verify(tokens.access_token, "http://localhost:3000/api")).toMatchObject({ valid: false, code: "INVALID_TOKEN" });
    expect(await verify(tokens.access_token, "https://api.example.com")).toMatchObject({ valid: false, code: "INVALID_TOKEN" });
    const other = await connect(house, person, client, { prompt: "consent" });
    await ask(house, "/oauth/revoke", { client_id: client.client_id, token: other.access_token });
    expect(await verify(other.access_token, "http://localhost:3000/mcp")).toMatchObject({ valid: false, code: "INVALID_TOKEN" });
  });
});

it("no answer of the token endpoint's rows holds a token: only hashes are stored", async () => {
  const rows = JSON.stringify([await db().refreshToken.findMany(), await db().credential.findMany(), await db().authorizationCode.findMany(), await db().connectionEvent.findMany()], (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  for (const secret of [tokens.access_token, tokens.refresh_token]) expect(rows).not.toContain(secret);
});
