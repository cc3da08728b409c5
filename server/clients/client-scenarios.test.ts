import { ClientCredentialsProvider, PrivateKeyJwtProvider } from "@modelcontextprotocol/client";
import { exportJWK, generateKeyPair } from "jose";
import * as oauth from "oauth4webapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { startHttpServer } from "@/lib/testing/http-server";
import { MemoryProvider } from "@/lib/testing/memory-provider";
import { ask, authorizePath, Browser, exchange, getCode, locationOf, loopbackUri, pkce, registerClient } from "@/lib/testing/oauth-flow";
import { agree, letIn, origin, resource, ScenarioClient, type Change } from "@/lib/testing/scenario-client";

/**
 * The scenarios of the conformance suite's `client --suite auth` (version 0.2.0-alpha.12) from the other side. The suite puts a
 * client before servers of its own, each with one peculiarity; here the client of the SDK is put before Keyhouse, and
 * each test, named by its scenario, holds what the scenario needs of the server so that the client's way ends well.
 */
let house: House;
let person: Person;
beforeAll(async () => {
  house = await openHouse({ CIMD_ENABLED: "true" });
  await house.signUp();
  person = await house.signUp();
});
afterAll(() => house.close());

const wellKnown = (name: string, path = "") => `/.well-known/${name}${path}`;
const json = async (path: string) => (await house.send("GET", path)).json as Record<string, unknown>;
const notFound = () => new Response("Not found", { status: 404 });

/** A server whose challenge says nothing of its metadata or scopes. */
const silent: Change = (_path, answer) => {
  if (!answer.headers.has("www-authenticate")) return answer;
  return new Response(answer.body, { status: answer.status, headers: { "www-authenticate": "Bearer" } });
};
const without = (hidden: (path: string) => boolean): Change => (path, answer) => (hidden(path) ? notFound() : silent(path, answer));
const rewritten = (at: (path: string) => boolean, change: (document: Record<string, unknown>) => object, before: Change = (_path, answer) => answer): Change => async (path, answer) =>
  at(path) && answer.ok ? Response.json(change((await answer.json()) as Record<string, unknown>)) : before(path, answer);
const isResourceMetadata = (path: string) => path.startsWith(wellKnown("oauth-protected-resource"));
const isServerMetadata = (path: string) => path.startsWith(wellKnown("oauth-authorization-server"));

async function enter(change?: Change, scopes?: string[]) {
  const provider = new MemoryProvider();
  const client = new ScenarioClient(provider, change);
  const connection = await letIn(house, person, client, provider, scopes);
  const { tools } = await connection.listTools();
  expect(tools.map(({ name }) => name)).toContain("whoami");
  return { provider, client, connection, sentTo: provider.opened[0]!.searchParams };
}

describe("where metadata is found", () => {
  it("auth/metadata-default: the challenge leads to the resource's metadata at its path, that to the server's; nothing is sought at the root", async () => {
    const { client } = await enter();
    const paths = client.asked.map(({ path }) => path);
    expect(paths).toContain(wellKnown("oauth-protected-resource", "/mcp"));
    expect(paths).toContain(wellKnown("oauth-authorization-server"));
    expect(paths).not.toContain(wellKnown("oauth-protected-resource"));
  });

  it.each([
    ["auth/metadata-var1: without a word in the challenge, at the resource's path; the server's by OpenID discovery", isServerMetadata],
    ["auth/metadata-var2: without a document at the resource's path, at the root", (path: string) => path === wellKnown("oauth-protected-resource", "/mcp")],
    ["auth/metadata-var3: the server's alone by OpenID discovery, the resource's at the root", (path: string) => isServerMetadata(path) || path === wellKnown("oauth-protected-resource", "/mcp")],
  ])("%s", async (_title, hidden) => {
    const { sentTo } = await enter(without(hidden));
    expect(sentTo.get("resource")).toBe(resource);
  });

  it("auth/2025-03-26-oauth-metadata-backcompat: a client that knows of no resource metadata finds the server's at the root of the address, and its token is for /mcp", async () => {
    const { sentTo, provider } = await enter(without(isResourceMetadata));
    expect(sentTo.has("resource")).toBe(false);
    expect(claimsOf(provider.tokens()!.access_token).aud).toBe(resource);
  });

  it("auth/2025-03-26-oauth-endpoint-fallback: no client has to guess addresses, for each place that it asks first has the metadata", async () => {
    const guessed = await Promise.all(["oauth-authorization-server", "openid-configuration"].flatMap((name) => [wellKnown(name), wellKnown(name, "/mcp")]).map((path) => json(path)));
    for (const document of guessed) expect(document).toMatchObject({ authorization_endpoint: `${origin}/oauth/authorize`, token_endpoint: `${origin}/oauth/token`, registration_endpoint: `${origin}/oauth/register` });
  });

  it("auth/resource-mismatch: the resource is byte for byte the address that is typed, at the path and at the root", async () => {
    for (const path of ["", "/mcp", "/mcp/"]) expect((await json(wellKnown("oauth-protected-resource", path))).resource).toBe(resource);
  });

  it("auth/metadata-issuer-mismatch: the issuer is the one that the resource names, byte for byte, at every address", async () => {
    const { authorization_servers: servers } = await json(wellKnown("oauth-protected-resource", "/mcp"));
    for (const name of ["oauth-authorization-server", "openid-configuration"]) expect([(await json(wellKnown(name))).issuer]).toEqual(servers);
  });
});

describe("how a client makes itself known", () => {
  it("auth/basic-cimd: the address of its document is its client_id, which the metadata says will do", async () => {
    expect(await json(wellKnown("oauth-authorization-server"))).toMatchObject({ client_id_metadata_document_supported: true });
    const site = await startHttpServer((_request, response) => void response.setHeader("content-type", "application/json").end(JSON.stringify(document)));
    const document = { client_id: `${site.origin}/client.json`, client_name: "A client with a document", redirect_uris: [loopbackUri], token_endpoint_auth_method: "none" };
    const code = await getCode(new Browser(house, person), document, { redirect_uri: loopbackUri });
    expect((await exchange(house, document, code, { redirect_uri: loopbackUri })).status).toBe(200);
    await site.close();
  });

  it.each([
    ["none", (sent: Sent) => sent.form.get("client_id") !== null && !sent.headers.has("authorization") && !sent.form.has("client_secret")],
    ["client_secret_basic", (sent: Sent) => sent.headers.get("authorization")?.startsWith("Basic ") === true],
    ["client_secret_post", (sent: Sent) => sent.form.get("client_secret") !== null],
  ])("auth/token-endpoint-auth-(none|basic|post): registered with %s, it comes with that, and no other way", async (method, isSo) => {
    const provider = new MemoryProvider();
    provider.clientMetadata.token_endpoint_auth_method = method;
    const client = new ScenarioClient(provider);
    await letIn(house, person, client, provider);
    expect(client.at("/oauth/token")).toHaveLength(1);
    expect(isSo(client.at("/oauth/token")[0]!)).toBe(true);
  });

  it("auth/pre-registration: with client_id and secret given by hand it never registers", async () => {
    const provider = new MemoryProvider();
    const body = { client_name: "By hand", redirect_uris: [provider.redirectUrl], grant_types: ["authorization_code", "refresh_token"], token_endpoint_auth_method: "client_secret_basic" };
    const { client_id, client_secret } = (await house.send("POST", "/api/v1/oauth-clients", { token: person.token, body })).json as Made;
    provider.saveClientInformation({ client_id, client_secret });
    const client = new ScenarioClient(provider, without((path) => path === "/oauth/register"));
    await letIn(house, person, client, provider);
    expect(client.at("/oauth/register")).toEqual([]);
  });

  it("auth/authorization-server-migration: what another server gave is refused so that the client registers anew", async () => {
    const stranger = { client_id: "client_of_another_server" };
    const page = await house.send("GET", authorizePath(stranger));
    expect([page.status, page.headers.get("location")]).toEqual([400, null]);
    const refused = await ask(house, "/oauth/token", { grant_type: "refresh_token", refresh_token: "another-servers", ...stranger });
    expect([refused.status, refused.json]).toMatchObject([401, { error: "invalid_client" }]);

    const provider = new MemoryProvider();
    provider.saveClientInformation(stranger);
    provider.saveTokens({ access_token: "another-servers", refresh_token: "another-servers", token_type: "Bearer" });
    const client = new ScenarioClient(provider);
    await letIn(house, person, client, provider);
    expect(provider.clientInformation()!.client_id).toMatch(/^client_0/);
  });

  it("auth/client-credentials-basic: a client of a person acts without a browser, with its secret", async () => {
    const { client_id: clientId, client_secret: clientSecret } = await makeRobot({ token_endpoint_auth_method: "client_secret_basic" });
    const client = new ScenarioClient(new ClientCredentialsProvider({ clientId, clientSecret, expectedIssuer: origin }));
    expect((await (await client.connect()).listTools()).tools).not.toHaveLength(0);
  });

  it("auth/client-credentials-jwt: or with an assertion by its private key, for the issuer", async () => {
    const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "one", alg: "ES256", use: "sig" }] };
    const { client_id: clientId } = await makeRobot({ token_endpoint_auth_method: "private_key_jwt", jwks });
    const client = new ScenarioClient(new PrivateKeyJwtProvider({ clientId, privateKey: { ...(await exportJWK(privateKey)) }, algorithm: "ES256", expectedIssuer: origin }));
    expect((await (await client.connect()).listTools()).tools).not.toHaveLength(0);
  });
});

describe("which scopes are asked for, and granted", () => {
  const everyday = ["audit:read", "keys:read", "keys:write", "organizations:read"];
  const scopesOf = (sentTo: URLSearchParams) => sentTo.get("scope")?.split(" ").filter((scope) => scope !== "offline_access").sort();

  it("auth/scope-from-www-authenticate: those of the challenge, which suffice", async () => {
    expect(scopesOf((await enter()).sentTo)).toEqual(everyday);
  });

  it("auth/scope-from-scopes-supported: where the challenge names none, those of the resource's metadata", async () => {
    expect(scopesOf((await enter(silent)).sentTo)).toEqual(everyday);
  });

  it("auth/scope-omitted-when-undefined: asked for none, the everyday ones can be granted all the same, and are named", async () => {
    const nameless = rewritten(isResourceMetadata, ({ scopes_supported: _scopes, ...rest }) => rest, silent);
    const { sentTo, provider } = await enter(rewritten(isServerMetadata, ({ scopes_supported: _scopes, ...rest }) => rest, nameless), everyday);
    expect(sentTo.has("scope")).toBe(false);
    expect(provider.tokens()!.scope!.split(" ").sort()).toEqual(everyday);
  });

  it("auth/scope-step-up: a tool that needs more is answered with all that is needed, what there was included; after the consent it works", async () => {
    const { provider, client, connection } = await enter(undefined, ["keys:read"]);
    await expect(connection.callTool({ name: "search_audit_log", arguments: {} })).rejects.toThrow();
    const wanted = provider.opened.at(-1)!;
    expect(scopesOf(wanted.searchParams)).toEqual(expect.arrayContaining(["audit:read", "keys:read"]));
    await client.finish(await agree(house, person, wanted));
    expect((await connection.callTool({ name: "search_audit_log", arguments: {} })).isError).toBeFalsy();
  });

  it("auth/scope-retry-limit: as long as the person withholds it, the challenge stays the same, and the client gives up", async () => {
    const { provider, client, connection } = await enter(undefined, ["keys:read"]);
    const challenges = new Set<string>();
    for (let tries = 0; tries < 2; tries++) {
      await expect(connection.callTool({ name: "search_audit_log", arguments: {} })).rejects.toThrow();
      challenges.add(scopesOf(provider.opened.at(-1)!.searchParams)!.join(" "));
      await client.finish(await agree(house, person, provider.opened.at(-1)!, ["keys:read"]));
    }
    expect(challenges.size).toBe(1);
    expect(provider.opened.length).toBeLessThanOrEqual(3);
  });

  it("auth/offline-access-scope: advertised by the server and not by the resource, asked for, and answered by a refresh token", async () => {
    expect((await json(wellKnown("oauth-authorization-server"))).scopes_supported).toContain("offline_access");
    expect((await json(wellKnown("oauth-protected-resource", "/mcp"))).scopes_supported).not.toContain("offline_access");
    const { sentTo, provider } = await enter();
    expect(sentTo.get("scope")!.split(" ")).toContain("offline_access");
    expect(provider.tokens()).toMatchObject({ refresh_token: expect.any(String), scope: expect.not.stringContaining("offline_access") });
  });

  it("auth/offline-access-not-supported: never asked for, there is a refresh token all the same", async () => {
    const { sentTo, provider } = await enter(rewritten(isServerMetadata, (document) => ({ ...document, scopes_supported: everyday })));
    expect(sentTo.get("scope")).not.toContain("offline_access");
    expect(provider.tokens()!.refresh_token).toEqual(expect.any(String));
  });
});

describe("who answers (RFC 9207)", () => {
  it("auth/iss-(supported|not-advertised|supported-missing|wrong-issuer|unexpected|normalized): advertised, and in every answer, a refusal too, once and byte for byte the metadata's", async () => {
    const document = (await json(wellKnown("oauth-authorization-server"))) as unknown as oauth.AuthorizationServer;
    expect(document.authorization_response_iss_parameter_supported).toBe(true);
    const client = await registerClient(house, { redirect_uris: [loopbackUri] });
    const at = (more: object = {}) => new URL(authorizePath(client, { redirect_uri: loopbackUri, scope: "keys:read", ...more }), origin);
    const allowed = await agree(house, person, at());
    expect(() => oauth.validateAuthResponse(document, client, allowed, "st&te 1")).not.toThrow();
    const refused = locationOf(await new Browser(house, person).get(at({ code_challenge: undefined }).href.slice(origin.length)));
    expect(() => oauth.validateAuthResponse(document, client, refused, "st&te 1")).toThrow(oauth.AuthorizationResponseError);
    for (const { searchParams } of [allowed, refused]) expect(searchParams.getAll("iss")).toEqual([document.issuer]);
  });
});

describe("what is not offered, so that no client is led to believe in it", () => {
  it.each(["auth/enterprise-managed-authorization", "auth/wif-jwt-bearer"])("%s: no JWT bearer grant in the metadata, and unsupported_grant_type for whoever tries", async () => {
    const grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    expect((await json(wellKnown("oauth-authorization-server"))).grant_types_supported).not.toContain(grant);
    const client = await registerClient(house);
    const answer = await ask(house, "/oauth/token", { grant_type: grant, assertion: "eyJhbGciOiJFUzI1NiJ9.e30.x", client_id: client.client_id });
    expect([answer.status, answer.json]).toMatchObject([400, { error: "unsupported_grant_type" }]);
  });

  it("auth/dpop, auth/dpop-nonce: no algorithm and no demand for proofs; who sends one gets a bearer token that is called one", async () => {
    expect(await json(wellKnown("oauth-authorization-server"))).not.toHaveProperty("dpop_signing_alg_values_supported");
    expect(await json(wellKnown("oauth-protected-resource", "/mcp"))).not.toHaveProperty("dpop_bound_access_tokens_required");
    const client = await registerClient(house);
    const code = await getCode(new Browser(house, person), client);
    const fields = { grant_type: "authorization_code", client_id: client.client_id, code, redirect_uri: "https://app.example.com/callback", code_verifier: pkce.verifier };
    const answer = await ask(house, "/oauth/token", fields, { dpop: "eyJ0eXAiOiJkcG9wK2p3dCJ9.e30.x" });
    expect([answer.status, answer.json, answer.headers.get("dpop-nonce")]).toMatchObject([200, { token_type: "Bearer" }, null]);
  });
});

type Sent = { headers: Headers; form: URLSearchParams };
type Made = { client_id: string; client_secret: string };

const makeRobot = async (more: object) => (await house.send("POST", "/api/v1/oauth-clients", { token: person.token, body: { client_name: "Robot", grant_types: ["client_credentials"], ...more } })).json as Made;
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString()) as Record<string, unknown>;
