import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runHouse, type RunningHouse } from "@/lib/testing/run-house";
import { WebPerson } from "@/lib/testing/web-person";

const redirectUri = "http://127.0.0.1:53683/callback";

let server: RunningHouse;
let person: WebPerson;
let resource: string;

beforeAll(async () => {
  server = await runHouse();
  person = await WebPerson.signUp(server.origin, "ada");
  resource = `${server.origin}/mcp`;
}, 120_000);
afterAll(() => server?.stop());

/** What these libraries refuse unless told that this is a test: plain http. */
const insecure = { [oauth.allowInsecureRequests]: true };
const registration = { client_name: "A library", redirect_uris: [redirectUri], token_endpoint_auth_method: "none" };

const register = (more: object = {}) => openid.dynamicClientRegistration(new URL(server.origin), { ...registration, ...more }, openid.None(), { execute: [openid.allowInsecureRequests] });
const whoami = (token: string) =>
  fetch(resource, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "application/json, text/event-stream", "mcp-protocol-version": "2025-11-25" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "whoami", arguments: {} } }),
  });

it("openid-client discovers, registers, gets tokens by code and PKCE, refreshes, and revokes", async () => {
  const client = await register();
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const asked = { redirect_uri: redirectUri, scope: "keys:read offline_access", state, resource, code_challenge: await openid.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" };
  const callback = await person.decide(openid.buildAuthorizationUrl(client, asked));
  const tokens = await openid.authorizationCodeGrant(client, callback, { pkceCodeVerifier: verifier, expectedState: state }, { resource });
  expect(tokens).toMatchObject({ token_type: "bearer", scope: "keys:read", expires_in: 3600 });
  expect((await whoami(tokens.access_token)).status).toBe(200);

  const fresh = await openid.refreshTokenGrant(client, tokens.refresh_token!, { resource });
  expect((await whoami(fresh.access_token)).status).toBe(200);
  await openid.tokenRevocation(client, fresh.refresh_token!);
  expect((await whoami(fresh.access_token)).status).toBe(401);
  await expect(openid.refreshTokenGrant(client, fresh.refresh_token!)).rejects.toMatchObject({ error: "invalid_grant" });
});

it("openid-client gets a device in, while the person approves in another browser (RFC 8628)", async () => {
  const client = await register({ grant_types: ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"] });
  const started = await openid.initiateDeviceAuthorization(client, { scope: "keys:read", resource });
  const tokens = openid.pollDeviceAuthorizationGrant(client, started);
  await person.approveDevice(started.verification_uri_complete!);
  expect((await whoami((await tokens).access_token)).status).toBe(200);
}, 60_000);

it("oauth4webapi, which believes nothing, accepts metadata, callback, issuer, token and signature", async () => {
  const protectedResource = await oauth.processResourceDiscoveryResponse(new URL(resource), await oauth.resourceDiscoveryRequest(new URL(resource), insecure));
  const issuer = new URL(protectedResource.authorization_servers![0]!);
  const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { ...insecure, algorithm: "oauth2" }));
  const client = await oauth.processDynamicClientRegistrationResponse(await oauth.dynamicClientRegistrationRequest(as, registration, insecure));

  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const address = new URL(as.authorization_endpoint!);
  const asked = { response_type: "code", client_id: client.client_id, redirect_uri: redirectUri, scope: "keys:read", state, resource, code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  const callback = oauth.validateAuthResponse(as, client, await person.decide(address), state);
  const answer = await oauth.authorizationCodeGrantRequest(as, client, oauth.None(), callback, redirectUri, verifier, { ...insecure, additionalParameters: { resource } });
  const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer);

  const presented = new Request(resource, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  const claims = await oauth.validateJwtAccessToken(as, presented, resource, insecure);
  expect(claims).toMatchObject({ iss: server.origin, aud: resource, sub: person.account.id, client_id: client.client_id, scope: "keys:read" });
});

it("openid-client acts for its owner by client credentials, with the secret of a client registered by hand, and asks what a token is worth", async () => {
  const body = { client_name: "Nightly robot", grant_types: ["client_credentials"], token_endpoint_auth_method: "client_secret_basic" };
  const made = await person.api<{ client_id: string; client_secret: string }>("POST", "/oauth-clients", body);
  const client = await openid.discovery(new URL(server.origin), made.client_id, undefined, openid.ClientSecretBasic(made.client_secret), { execute: [openid.allowInsecureRequests] });
  const tokens = await openid.clientCredentialsGrant(client, { scope: "keys:read", resource });
  expect((await whoami(tokens.access_token)).status).toBe(200);
  expect(await openid.tokenIntrospection(client, tokens.access_token)).toMatchObject({ active: true, scope: "keys:read", aud: resource });
});
