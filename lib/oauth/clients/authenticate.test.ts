import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { sha256 } from "@/lib/crypto/hash";
import { config } from "@/lib/env/config";
import { Limiter, setLimiter } from "@/lib/rate-limit/limiter";
import { toOauthForm } from "@/lib/http/oauth/read-form";
import { openHouse, type House } from "@/lib/testing/house";
import { startHttpServer, type TestHttpServer } from "@/lib/testing/http-server";
import { authenticateClient } from "./authenticate";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => setLimiter(new Limiter()));

type Registered = { client_id: string; client_secret?: string };
const register = async (members: object = {}) => {
  const answer = await house.send("POST", "/oauth/register", { body: { client_name: "A", redirect_uris: ["https://app.example/cb"], ...members } });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json as Registered;
};
const authenticate = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  authenticateClient((name) => headers[name], toOauthForm(new URLSearchParams(parameters)));
const basic = (id: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` });
const refusedWith = (code: string, causeCode: string, status = 401) => expect.objectContaining({ code, causeCode, status });

describe("a public client", () => {
  it("names itself and shows nothing", async () => {
    const { client_id } = await register();
    expect(await authenticate({ client_id })).toMatchObject({ clientId: client_id });
    expect(await authenticate({ client_id, client_secret: "" })).toMatchObject({ clientId: client_id });
  });

  it("that shows a secret is refused: it has none", async () => {
    const { client_id } = await register();
    await expect(authenticate({ client_id, client_secret: "x" })).rejects.toEqual(refusedWith("invalid_client", "client_auth_method"));
    await expect(authenticate({}, basic(client_id, "x"))).rejects.toEqual(refusedWith("invalid_client", "client_auth_method"));
  });
});

describe("a client with a secret (RFC 6749, section 2.3.1)", () => {
  it.each(["client_secret_basic", "client_secret_post"])("registered with %s passes in that way alone", async (method) => {
    const { client_id, client_secret } = await register({ token_endpoint_auth_method: method });
    const ways = { client_secret_basic: () => authenticate({}, basic(client_id, client_secret!)), client_secret_post: () => authenticate({ client_id, client_secret: client_secret! }) };
    for (const [way, ask] of Object.entries(ways)) {
      if (way === method) expect(await ask()).toMatchObject({ clientId: client_id });
      else await expect(ask()).rejects.toEqual(refusedWith("invalid_client", "client_auth_method"));
    }
    await expect(authenticate({ client_id })).rejects.toEqual(refusedWith("invalid_client", "client_auth_missing"));
  });

  it("is refused with a wrong, foreign or expired secret", async () => {
    const one = await register({ token_endpoint_auth_method: "client_secret_basic" });
    const other = await register({ token_endpoint_auth_method: "client_secret_basic" });
    for (const secret of ["x", one.client_secret!.slice(0, -1), other.client_secret!, sha256(one.client_secret!)]) {
      await expect(authenticate({}, basic(one.client_id, secret))).rejects.toEqual(refusedWith("invalid_client", "client_secret_wrong"));
    }
    await db().oauthClientSecret.updateMany({ where: { clientId: one.client_id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(authenticate({}, basic(one.client_id, one.client_secret!))).rejects.toEqual(refusedWith("invalid_client", "client_secret_wrong"));
  });

  it("MUST form-urlencode both parts in the header, and is understood when it did not", async () => {
    const { client_id } = await register({ token_endpoint_auth_method: "client_secret_basic" });
    await db().oauthClientSecret.create({ data: { hash: sha256("a+b c%:é"), clientId: client_id, hint: "" } });
    await db().oauthClientSecret.create({ data: { hash: sha256("50%"), clientId: client_id, hint: "" } });
    expect(await authenticate({}, basic(client_id, "a%2Bb+c%25%3A%C3%A9"))).toMatchObject({ clientId: client_id });
    expect(await authenticate({}, basic(client_id, "50%"))).toMatchObject({ clientId: client_id });
  });

  it("MUST NOT prove itself in two ways at once, nor name two clients", async () => {
    const { client_id, client_secret } = await register({ token_endpoint_auth_method: "client_secret_basic" });
    await expect(authenticate({ client_id, client_secret: client_secret! }, basic(client_id, client_secret!))).rejects.toEqual(refusedWith("invalid_request", "client_auth_method", 400));
    await expect(authenticate({ client_id: "client_other" }, basic(client_id, client_secret!))).rejects.toEqual(refusedWith("invalid_request", "client_auth_method", 400));
    expect(await authenticate({ client_id }, basic(client_id, client_secret!))).toMatchObject({ clientId: client_id });
  });

  it.each(["Basic", "Basic !!!", "Basic OnNlY3JldA==", "Bearer abc", "Digest x"])("is refused with the header %j", async (authorization) => {
    await expect(authenticate({}, { authorization })).rejects.toEqual(refusedWith("invalid_client", "client_auth_method"));
  });
});

describe("a client that is not there", () => {
  it("section 5.2: is invalid_client with 401, and never invalid_grant, with which it would not register again", async () => {
    for (const client_id of ["client_00000000000000000000000000", "x", "ключ", "a\u00a0b", "' OR 1=1 --", "x".repeat(500)]) {
      await expect(authenticate({ client_id })).rejects.toEqual(refusedWith("invalid_client", "client_unknown"));
    }
    await expect(authenticate({}, basic("nobody", "x"))).rejects.toEqual(refusedWith("invalid_client", "client_unknown"));
    await expect(authenticate({})).rejects.toEqual(refusedWith("invalid_client", "client_missing"));
  });

  it("is there, and waits for approval or is blocked: unauthorized_client", async () => {
    const { client_id } = await register();
    await db().oauthClient.update({ where: { clientId: client_id }, data: { status: "pending" } });
    await expect(authenticate({ client_id })).rejects.toEqual(refusedWith("unauthorized_client", "client_pending", 400));
    await db().oauthClient.update({ where: { clientId: client_id }, data: { status: "blocked" } });
    await expect(authenticate({ client_id })).rejects.toEqual(refusedWith("unauthorized_client", "client_blocked", 400));
  });
});

describe("a client with a key (private_key_jwt, RFC 7523, section 3)", () => {
  const type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  let client: Registered;
  let keys: { publicKey: CryptoKey; privateKey: CryptoKey };
  let publicJwk: JWK;
  let published: { keys: JWK[] };
  let origin: TestHttpServer;
  let assertions = 0;

  beforeAll(async () => {
    keys = await generateKeyPair("ES256", { extractable: true });
    publicJwk = { ...(await exportJWK(keys.publicKey)), kid: "first" };
    published = { keys: [publicJwk] };
    origin = await startHttpServer((_request, response) => response.end(JSON.stringify(published)));
    client = await register({ token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [publicJwk] } });
  });
  afterAll(() => origin.close());

  type Claims = { iss?: string; sub?: string; aud?: unknown; jti?: string; exp?: number | undefined; nbf?: number };
  const now = () => Math.floor(Date.now() / 1000);
  const sign = (claims: Claims = {}, { key = keys.privateKey, kid = "first", of = client } = {}) =>
    new SignJWT({ iss: of.client_id, sub: of.client_id, aud: config().publicUrl, jti: `assertion-${++assertions}`, exp: now() + 60, ...claims } as never).setProtectedHeader({ alg: "ES256", kid }).sign(key);
  const present = (client_assertion: string, more: Record<string, string> = {}) => authenticate({ client_assertion_type: type, client_assertion, ...more });
  const invalid = refusedWith("invalid_client", "client_assertion_invalid");

  it("passes, with and without client_id beside it, for the issuer and for the token endpoint's address", async () => {
    expect(await present(await sign())).toMatchObject({ clientId: client.client_id });
    expect(await present(await sign(), { client_id: client.client_id })).toMatchObject({ clientId: client.client_id });
    expect(await present(await sign({ aud: `${config().apiUrl}/oauth/token` }))).toMatchObject({ clientId: client.client_id });
    expect(await present(await sign({ aud: [config().publicUrl] }))).toMatchObject({ clientId: client.client_id });
  });

  it.each<[string, () => Claims]>([
    ["its iss is another client", () => ({ iss: "client_other" })],
    ["it is for another server", () => ({ aud: "https://other.example" })],
    ["it is for another server as well", () => ({ aud: [config().publicUrl, "https://other.example"] })],
    ["it has no audience", () => ({ aud: undefined })],
    ["it has expired", () => ({ exp: now() - 120 })],
    ["it never expires", () => ({ exp: undefined })],
    ["it lives longer than an hour", () => ({ exp: now() + 7200 })],
    ["it is not yet valid", () => ({ nbf: now() + 600 })],
    ["it has no jti", () => ({ jti: undefined as never })],
  ])("MUST be refused when %s", async (_title, claims) => {
    await expect(present(await sign(claims()), { client_id: client.client_id })).rejects.toEqual(invalid);
  });

  it("MUST be refused when another key signed it, or none, or a public key was used as a secret", async () => {
    const { privateKey } = await generateKeyPair("ES256");
    await expect(present(await sign({}, { key: privateKey }))).rejects.toEqual(invalid);
    const [, payload] = (await sign()).split(".");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    await expect(present(unsigned)).rejects.toEqual(invalid);
    const symmetric = await new SignJWT(JSON.parse(Buffer.from(payload!, "base64url").toString())).setProtectedHeader({ alg: "HS256", kid: "first" }).sign(Buffer.from(JSON.stringify(publicJwk)));
    await expect(present(symmetric)).rejects.toEqual(invalid);
    for (const nonsense of ["x", "a.b.c", "eyJhbGciOiJFUzI1NiJ9.e30.x"]) await expect(present(nonsense, { client_id: client.client_id })).rejects.toEqual(invalid);
  });

  it("is used once: of sixteen who present the same assertion at once, one passes", async () => {
    const assertion = await sign();
    const results = await Promise.allSettled(Array.from({ length: 16 }, () => present(assertion)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toEqual(invalid);
  });

  it("may not come with a secret instead, nor with another assertion type", async () => {
    await expect(authenticate({ client_id: client.client_id, client_secret: "x" })).rejects.toEqual(refusedWith("invalid_client", "client_auth_method"));
    await expect(authenticate({ client_id: client.client_id })).rejects.toEqual(refusedWith("invalid_client", "client_auth_missing"));
    await expect(authenticate({ client_assertion: await sign(), client_assertion_type: "urn:x" })).rejects.toEqual(refusedWith("invalid_request", "client_assertion_invalid", 400));
  });

  it("whose keys are at an address has them fetched, kept, and fetched again when it has rotated them", async () => {
    const remote = await register({ token_endpoint_auth_method: "private_key_jwt", jwks_uri: `${origin.origin}/jwks` });
    expect(await present(await sign({}, { of: remote }))).toMatchObject({ clientId: remote.client_id });
    expect(await present(await sign({}, { of: remote }))).toMatchObject({ clientId: remote.client_id });
    expect(origin.asked).toHaveLength(1);
    const next = await generateKeyPair("ES256", { extractable: true });
    published = { keys: [{ ...(await exportJWK(next.publicKey)), kid: "second" }] };
    expect(await present(await sign({}, { of: remote, key: next.privateKey, kid: "second" }))).toMatchObject({ clientId: remote.client_id });
    expect(origin.asked).toHaveLength(2);
    await expect(present(await sign({}, { of: remote }))).rejects.toEqual(invalid);
  });

  it("whose keys are at a private address is refused", async () => {
    const remote = await register({ token_endpoint_auth_method: "private_key_jwt", jwks_uri: "https://10.0.0.1/jwks" });
    await expect(present(await sign({}, { of: remote }))).rejects.toEqual(invalid);
  });
});
