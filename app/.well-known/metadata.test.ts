import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionRecorder } from "@/lib/oauth/doctor/record";
import { db } from "@/lib/db/client";
import { openHouse, type House } from "@/lib/testing/house";

const publicUrl = "https://keys.example.com";
const apiUrl = "https://api.example.com";
const root = "/.well-known/oauth-authorization-server";

let house: House;
beforeAll(async () => {
  house = await openHouse({ PUBLIC_URL: publicUrl, API_URL: apiUrl });
});
afterAll(() => house.close());

const metadata = async (path = root, headers: Record<string, string> = {}) => house.send("GET", path, { headers });

describe("authorization server metadata (RFC 8414)", () => {
  it("section 2: names the issuer, which is PUBLIC_URL, whatever the request says of its own host", async () => {
    const answer = await metadata(root, { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("application/json");
    expect((answer.json as { issuer: string }).issuer).toBe(publicUrl);
    expect(answer.text).not.toContain("evil.example");
  });

  it("names every endpoint by an absolute address: what a browser opens on PUBLIC_URL, what programs call on API_URL", async () => {
    expect((await metadata()).json).toMatchObject({
      authorization_endpoint: `${publicUrl}/oauth/authorize`,
      jwks_uri: `${publicUrl}/oauth/jwks.json`,
      token_endpoint: `${apiUrl}/oauth/token`,
      registration_endpoint: `${apiUrl}/oauth/register`,
      revocation_endpoint: `${apiUrl}/oauth/revoke`,
      introspection_endpoint: `${apiUrl}/oauth/introspect`,
      device_authorization_endpoint: `${apiUrl}/oauth/device_authorization`,
    });
  });

  it("says what clients look for before they begin: code with PKCE S256, public clients, refresh, iss (RFC 9207)", async () => {
    expect((await metadata()).json).toMatchObject({
      response_types_supported: ["code"],
      grant_types_supported: expect.arrayContaining(["authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange"]),
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["none", "client_secret_basic", "client_secret_post", "private_key_jwt"],
      authorization_response_iss_parameter_supported: true,
    });
  });

  it("has no null, no empty list, and no symmetric algorithm", async () => {
    const { json } = await metadata();
    for (const [member, value] of Object.entries(json)) {
      expect([member, value]).not.toEqual([member, null]);
      expect([member, value]).not.toEqual([member, []]);
      expect([member, value]).not.toEqual([member, ""]);
    }
    expect(JSON.stringify(json)).not.toMatch(/"HS\d|"none"[^\]]*"alg/);
  });

  it("offers scopes and offline_access, and none that only an administrator gives by name", async () => {
    const { scopes_supported: scopes } = (await metadata()).json as { scopes_supported: string[] };
    expect(scopes).toEqual(expect.arrayContaining(["agents:read", "keys:write", "offline_access"]));
    for (const never of ["admin", "users:read", "users:write", "tokens:verify"]) expect(scopes).not.toContain(never);
  });

  it("does not offer metadata documents as client_id unless they are switched on: clients would not fall back to registration", async () => {
    expect((await metadata()).json).not.toHaveProperty("client_id_metadata_document_supported");
  });

  it("section 3.1: answers the same bytes with a resource's path behind it, and as OpenID discovery", async () => {
    const { text } = await metadata();
    for (const path of [`${root}/mcp`, `${root}/`, `${root}/api/v1`, "/.well-known/openid-configuration", "/.well-known/openid-configuration/mcp"]) {
      const answer = await metadata(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.text).toBe(text);
    }
  });

  it.each([`${root}/nothing`, `${root}/mcp/nothing`, "/.well-known/openid-configuration/x", "/.well-known/oauth-authorization-server-2", "/.well-known/security.txt"])("%s is a plain 404, not a page", async (path) => {
    const answer = await metadata(path);
    expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([404, "text/plain; charset=utf-8", "Not found\n"]);
  });

  it("can be read by a page of any origin, with its preflight, and be kept for a while", async () => {
    const answer = await metadata(root, { origin: "https://inspector.example" });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(answer.headers.get("cache-control")).toContain("max-age");
    expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
    expect(answer.headers.get("x-ratelimit-remaining")).toBeTruthy();
    const preflight = await house.send("OPTIONS", root, { headers: { origin: "https://inspector.example", "access-control-request-method": "GET", "access-control-request-headers": "mcp-protocol-version" } });
    expect([preflight.status, preflight.text]).toEqual([204, ""]);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("mcp-protocol-version");
    expect(preflight.headers.get("access-control-allow-methods")).toContain("GET");
  });
});

describe("the key set", () => {
  it("stands where the metadata says, holds public keys alone, and can be read from any origin and be kept for a while", async () => {
    const { jwks_uri } = (await metadata()).json as { jwks_uri: string };
    const answer = await house.send("GET", new URL(jwks_uri).pathname);
    const { keys } = answer.json as { keys: Record<string, unknown>[] };
    expect(keys[0]).toMatchObject({ kty: "EC", crv: "P-256", alg: "ES256", use: "sig" });
    for (const key of keys) expect(key).not.toHaveProperty("d");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
    expect((await house.send("OPTIONS", "/oauth/jwks.json")).status).toBe(204);
  });
});

describe("the connection doctor", () => {
  it("sees each look at the metadata, found or not, as a step of one attempt", async () => {
    const headers = { "user-agent": "doctor-test/1" };
    await metadata(`${root}/elsewhere`, headers);
    await metadata(root, headers);
    await connectionRecorder().flush();
    const steps = await db().connectionEvent.findMany({ where: { userAgent: "doctor-test/1" }, orderBy: { occurredAt: "asc" } });
    expect(steps.map(({ step, succeeded, cause }) => [step, succeeded, cause])).toEqual([["discovery", false, "metadata_not_found"], ["discovery", true, null]]);
    expect(steps[0]!.attemptId).toBe(steps[1]!.attemptId);
  });
});
