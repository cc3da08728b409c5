import { generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { clock } from "@/lib/clock";
import { scopeAllows as serverScopeAllows } from "@/lib/contract/scopes";
import { keyRing } from "@/lib/signing-keys/key-ring";
import { goodPassword, type Person } from "@/lib/testing/house";
import { connect, registerClient } from "@/lib/testing/oauth-flow";
import { serveHouse, type ServedHouse } from "@/lib/testing/serve-house";
import { createVerifier, type KeyhouseError, type VerifierOptions } from "@keyhouse/client/verifier";
import { createClient } from "@keyhouse/client";
import { scopeAllows } from "./requirements";

let house: ServedHouse;
let admin: Person;
let person: Person;
let apiToken: string;

const asked = (path: string) => house.asked.filter((url) => url.startsWith(path)).length;
const verifyPath = "/api/v1/api-keys/verify";
const jwksPath = "/oauth/jwks.json";
const codeOf = (work: Promise<unknown>) => work.then(() => "VALID", (error: unknown) => (error as KeyhouseError).code);
const verifierOf = (options: Partial<VerifierOptions> = {}) => createVerifier({ issuer: house.origin, apiToken, ...options });
const clientOf = (token: string) => createClient({ baseUrl: house.origin, apiToken: token, env: {} });
const newKey = async (body: object = {}) => clientOf(person.token).apiKeys.create({ name: "robot", ...body });

beforeAll(async () => {
  house = await serveHouse();
  admin = await house.signUp("admin");
  person = await house.signUp();
  ({ key: apiToken } = await clientOf(admin.token).apiKeys.create({ name: "verifier", scopes: ["tokens:verify"] }));
});

afterAll(() => house.close());

describe("a key", () => {
  it("is asked about once for as long as the answer counts, also by parallel calls", async () => {
    const { key, id } = await newKey({ scopes: ["agents:read"] });
    const verifier = verifierOf({ cacheSeconds: 60 });
    const before = asked(verifyPath);
    const principals = await Promise.all(Array.from({ length: 20 }, () => verifier.verify(key, { scopes: ["agents:read"] })));
    expect(principals[0]).toMatchObject({ kind: "api_key", credentialId: id, credentialName: "robot", user: { id: person.id, username: person.username, role: "user" }, scopes: ["agents:read"], environment: "live", checked: "server" });
    await verifier.verify(key, { scopes: ["agents:read"] });
    expect(asked(verifyPath) - before).toBe(1);
  });

  it("that is revoked is refused at once where nothing is remembered, and at the latest when the answer counts no more", async () => {
    const { key, id } = await newKey();
    const [strict, caching] = [verifierOf({ cacheSeconds: 0 }), verifierOf({ cacheSeconds: 0.3 })];
    await Promise.all([strict.verify(key), caching.verify(key)]);
    await clientOf(person.token).apiKeys.delete(id);
    const revokedAt = Date.now();
    expect(await codeOf(strict.verify(key))).toBe("INVALID_TOKEN");
    while ((await codeOf(caching.verify(key))) === "VALID") expect(Date.now() - revokedAt).toBeLessThan(1000);
    expect(await codeOf(caching.verify(key))).toBe("INVALID_TOKEN");
  });

  it("of whose revocation the verifier was told is refused at once", async () => {
    const { key, id } = await newKey();
    const verifier = verifierOf({ cacheSeconds: 60 });
    await verifier.verify(key);
    await clientOf(person.token).apiKeys.delete(id);
    verifier.forget(id);
    expect(await codeOf(verifier.verify(key))).toBe("INVALID_TOKEN");
  });

  it("that is refused loses every answer about it", async () => {
    const { key, id } = await newKey({ scopes: ["agents:read"] });
    const verifier = verifierOf({ cacheSeconds: 60, refusalCacheSeconds: 0.001 });
    await verifier.verify(key);
    await clientOf(person.token).apiKeys.delete(id);
    expect(await codeOf(verifier.verify(key, { scopes: ["agents:read"] }))).toBe("INVALID_TOKEN");
    expect(await codeOf(verifier.verify(key))).toBe("INVALID_TOKEN");
  });

  it("without the scope is told which one it lacks", async () => {
    const { key } = await newKey({ scopes: ["agents:read"] });
    await expect(verifierOf().verify(key, { scopes: ["agents:write"] })).rejects.toMatchObject({ status: 403, code: "FORBIDDEN", requiredScope: "agents:write" });
  });

  it("that is limited to addresses is refused from others, and where the address is unknown", async () => {
    const { key } = await newKey({ allowed_ips: ["10.0.0.0/8"] });
    const verifier = verifierOf({ cacheSeconds: 60 });
    expect(await codeOf(verifier.verify(key, {}, { ip: "10.1.2.3" }))).toBe("VALID");
    expect(await codeOf(verifier.verify(key, {}, { ip: "192.0.2.1" }))).toBe("IP_NOT_ALLOWED");
    expect(await codeOf(verifier.verify(key))).toBe("IP_NOT_ALLOWED");
  });

  it("is no use to a verifier without a credential of its own", async () => {
    const { key } = await newKey();
    expect(await codeOf(verifierOf({ apiToken: undefined }).verify(key))).toBe("INVALID_TOKEN");
  });

  it("cannot be checked by a credential that may not: that is nobody's fault but ours", async () => {
    const { key } = await newKey();
    await expect(verifierOf({ apiToken: key }).verify(key)).rejects.toMatchObject({ status: 503, code: "UNAVAILABLE", message: expect.stringContaining("tokens:verify") });
  });
});

describe("a signed token", () => {
  it("is checked without asking the server, by keys that are fetched once", async () => {
    const verifier = verifierOf({ apiToken: undefined });
    const [jwks, verify] = [asked(jwksPath), asked(verifyPath)];
    for (let round = 0; round < 5; round++) {
      expect(await verifier.verify(person.token, { scopes: ["agents:read"] })).toMatchObject({ kind: "token", user: { id: person.id, username: person.username, role: "user" }, checked: "offline" });
    }
    expect([asked(jwksPath) - jwks, asked(verifyPath) - verify]).toEqual([1, 0]);
  });

  it("that lives longer than the verifier trusts is asked about, and so is refused once it is revoked", async () => {
    const { data } = await clientOf(person.token).auth.createToken({ username: person.username, password: goodPassword });
    const verifier = verifierOf({ cacheSeconds: 0 });
    expect(await verifier.verify(data.token)).toMatchObject({ kind: "access_token", checked: "server" });
    await clientOf(data.token).auth.revokeToken();
    expect(await codeOf(verifier.verify(data.token))).toBe("INVALID_TOKEN");
    expect(await codeOf(verifierOf({ apiToken: undefined }).verify(data.token))).toBe("INVALID_TOKEN");
  });

  it("of a session that has ended is refused by a verifier that asks about all", async () => {
    const other = await house.signUp();
    const verifier = verifierOf({ offlineSeconds: 0, cacheSeconds: 0 });
    expect(await verifier.verify(other.token)).toMatchObject({ kind: "session", checked: "server" });
    await clientOf(other.token).auth.logout();
    expect(await codeOf(verifier.verify(other.token))).toBe("INVALID_TOKEN");
    const offline = verifierOf();
    const { credentialId } = await offline.verify(other.token);
    offline.forget(credentialId);
    expect(await codeOf(offline.verify(other.token)), "told of the revocation").toBe("INVALID_TOKEN");
  });

  it("that only some addresses may use is asked about, whether it is a token by password or of an app that is bound to a key", async () => {
    const { data } = (await house.send("POST", "/api/v1/auth/token", { body: { username: person.username, password: goodPassword, expires_in: 600, allowed_ips: ["192.0.2.7"] } })).json as { data: { token: string } };
    const { id: key_id } = await newKey({ scopes: ["agents:read"], allowed_ips: ["192.0.2.7"] });
    const { access_token } = await connect(house, person, await registerClient(house), { scope: "agents:read", resource: `${house.origin}/api` }, { scope: "agents:read", key_id });
    for (const token of [data.token, access_token]) {
      const verifier = verifierOf({ cacheSeconds: 0 });
      expect(await codeOf(verifier.verify(token, {}, { ip: "192.0.2.8" }))).toBe("IP_NOT_ALLOWED");
      expect(await codeOf(verifier.verify(token))).toBe("IP_NOT_ALLOWED");
      expect(await verifier.verify(token, {}, { ip: "192.0.2.7" })).toMatchObject({ checked: "server" });
      expect(await codeOf(verifierOf({ apiToken: undefined }).verify(token, {}, { ip: "192.0.2.7" }))).toBe("INVALID_TOKEN");
    }
  });

  it("signed by a key that came up since is good once the keys may be fetched again, half a minute later", async () => {
    const fetched: string[] = [];
    const verifier = verifierOf({
      fetch: (url, init) => {
        fetched.push(String(url));
        return fetched.length === 1 ? Promise.resolve(Response.json({ keys: [] })) : fetch(url, init);
      },
    });
    expect(await codeOf(verifier.verify(person.token))).toBe("INVALID_TOKEN");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
    try {
      expect(await codeOf(verifier.verify(person.token))).toBe("VALID");
    } finally {
      vi.useRealTimers();
    }
    expect(fetched).toHaveLength(2);
  });

  it("that names unknown keys does not make the verifier fetch them each time", async () => {
    const verifier = verifierOf();
    await verifier.verify(person.token);
    const { privateKey } = await generateKeyPair("ES256");
    const before = asked(jwksPath);
    for (let number = 0; number < 5; number++) expect(await codeOf(verifier.verify(await forge(privateKey, { kid: `unknown-${number}` })))).toBe("INVALID_TOKEN");
    expect(asked(jwksPath) - before).toBeLessThanOrEqual(1);
  });

  it("is refused with the wrong algorithm, issuer, audience, type, or without what it must say", async () => {
    const { kid, privateKey } = await keyRing().current();
    const good = { kid };
    expect(await codeOf(verifierOf().verify(await forge(privateKey, good)))).toBe("VALID");
    const none = `${btoa(JSON.stringify({ alg: "none", typ: "JWT" })).replaceAll("=", "")}.${person.token.split(".")[1]}.`;
    const { privateKey: stranger } = await generateKeyPair("ES256");
    const tokens = {
      none,
      "HS256 by the public key": await new SignJWT({ sid: "cred_1" }).setProtectedHeader({ alg: "HS256", typ: "JWT", kid }).setSubject(person.id).setIssuer(house.origin).setAudience(house.origin).setIssuedAt().setExpirationTime("1h").sign(new TextEncoder().encode(kid.repeat(4))),
      "another key": await forge(stranger, good),
      issuer: await forge(privateKey, { ...good, issuer: `${house.origin}/` }),
      audience: await forge(privateKey, { ...good, audience: "https://other.example.com" }),
      "audience among others": await forge(privateKey, { ...good, audience: [house.origin, "https://other.example.com"] }),
      type: await forge(privateKey, { ...good, typ: "id+jwt" }),
      "no exp": await forge(privateKey, { ...good, expires: undefined }),
      tampered: person.token.slice(0, -4) + (person.token.endsWith("AAAA") ? "BBBB" : "AAAA"),
      garbage: "eyJhbGciOiJFUzI1NiJ9.e30.x",
    };
    for (const [what, token] of Object.entries(tokens)) expect(await codeOf(verifierOf({ apiToken: undefined }).verify(token)), what).toBe("INVALID_TOKEN");
    expect(await codeOf(verifierOf().verify(await forge(privateKey, { ...good, expires: clock.now().getTime() / 1000 - 1 })))).toBe("TOKEN_EXPIRED");
  });

  it("of an app counts for the resource that it was made for, and for no other", async () => {
    const resource = `${house.origin}/mcp`;
    const { access_token } = await connect(house, person, await registerClient(house), { resource });
    expect(await verifierOf({ resource }).verify(access_token)).toMatchObject({ kind: "grant", resource, user: { id: person.id }, checked: "offline" });
    expect(await codeOf(verifierOf({ resource: "https://api.example.com/mcp" }).verify(access_token))).toBe("INVALID_TOKEN");
    expect(await codeOf(verifierOf().verify(access_token))).toBe("INVALID_TOKEN");
    expect(await codeOf(verifierOf({ resource: "https://api.example.com/mcp" }).verify(person.token)), "a session token elsewhere").toBe("INVALID_TOKEN");
  });
});

describe("a verifier whose server is away", () => {
  it("refuses with 503 rather than letting anything pass", async () => {
    const verifier = createVerifier({ issuer: "http://localhost:1", apiToken: "sk_live_x" });
    for (const token of [person.token, (await newKey()).key]) await expect(verifier.verify(token)).rejects.toMatchObject({ status: 503, code: "UNAVAILABLE" });
  });
});

it("scopes imply each other as on the server", () => {
  for (const held of ["agents:read", "agents:write", "admin", "agents", "users:write"]) {
    for (const needed of ["agents:read", "agents:write", "admin", "users:read"]) expect(scopeAllows([held], needed), `${held} for ${needed}`).toBe(serverScopeAllows([held], needed));
  }
});

type Forged = { kid: string; issuer?: string; audience?: string | string[]; typ?: string; expires?: number | undefined };

async function forge(key: Parameters<SignJWT["sign"]>[0], { kid, issuer = house.origin, audience = house.origin, typ = "JWT", ...rest }: Forged): Promise<string> {
  const jwt = new SignJWT({ sid: "cred_1", username: "x", role: "user", groups: [], scope: "agents:read" }).setProtectedHeader({ alg: "ES256", typ, kid }).setSubject(person.id).setIssuer(issuer).setAudience(audience).setIssuedAt();
  const expires = "expires" in rest ? rest.expires : Date.now() / 1000 + 600;
  if (expires !== undefined) jwt.setExpirationTime(Math.floor(expires));
  return jwt.sign(key);
}
