import { createHash, randomBytes } from "node:crypto";
import OAuth2Strategy, { type PassportRequest } from "passport-oauth2";
import { AuthorizationCode, ClientCredentials } from "simple-oauth2";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runHouse, type RunningHouse } from "@/lib/testing/run-house";
import { WebPerson } from "@/lib/testing/web-person";

/** Libraries of web applications: their client is registered by hand, and its secret stays on their server. */
const redirectUri = "http://127.0.0.1:53684/callback";

let server: RunningHouse;
let person: WebPerson;
let resource: string;

beforeAll(async () => {
  server = await runHouse();
  person = await WebPerson.signUp(server.origin, "ada");
  resource = `${server.origin}/mcp`;
}, 120_000);
afterAll(() => server?.stop());

type Made = { client_id: string; client_secret: string };
const makeApp = (method: string) =>
  person.api<Made>("POST", "/oauth-clients", { client_name: "A web application", redirect_uris: [redirectUri], grant_types: ["authorization_code", "refresh_token", "client_credentials"], token_endpoint_auth_method: method });

/** What the token is worth at the REST API, whose resource it is made for. */
const statusWith = async (token: unknown) => (await fetch(`${server.origin}/api/v1/auth/verify`, { headers: { authorization: `Bearer ${String(token)}` } })).status;

it("simple-oauth2 gets tokens by code with its secret, refreshes, revokes both, and acts for its owner by client credentials", async () => {
  const { client_id: id, client_secret: secret } = await makeApp("client_secret_basic");
  const auth = { tokenHost: server.origin, tokenPath: "/oauth/token", revokePath: "/oauth/revoke" };
  const app = new AuthorizationCode({ client: { id, secret }, auth: { ...auth, authorizePath: "/oauth/authorize" } });
  const verifier = randomBytes(32).toString("base64url");
  const challenge = { code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256" };

  const callback = await person.decide(app.authorizeURL({ redirect_uri: redirectUri, scope: ["keys:read"], state: "of the session", resource, ...challenge }));
  expect(callback.searchParams.get("state")).toBe("of the session");
  const tokens = await app.getToken({ code: callback.searchParams.get("code")!, redirect_uri: redirectUri, code_verifier: verifier, resource });
  expect(tokens.token).toMatchObject({ scope: "keys:read", expires_in: 3600 });
  expect(tokens.expired()).toBe(false);
  const fresh = await tokens.refresh();
  expect(await statusWith(fresh.token.access_token)).toBe(200);
  await fresh.revokeAll();
  expect(await statusWith(fresh.token.access_token)).toBe(401);
  await expect(fresh.refresh()).rejects.toThrow();

  const robot = await new ClientCredentials({ client: { id, secret }, auth }).getToken({ scope: ["keys:read"], resource });
  expect(await statusWith(robot.token.access_token)).toBe(200);
});

it("passport-oauth2 sends the browser off, keeps state and verifier in its session, and takes the person in", async () => {
  const { client_id: clientID, client_secret: clientSecret } = await makeApp("client_secret_post");
  const endpoints = { authorizationURL: `${server.origin}/oauth/authorize`, tokenURL: `${server.origin}/oauth/token` };
  const strategy = new OAuth2Strategy({ ...endpoints, clientID, clientSecret, callbackURL: redirectUri, scope: ["keys:read"], pkce: true, state: true, skipUserProfile: true }, (accessToken, refreshToken, params, _profile, done) => done(null, { accessToken, refreshToken, params }));
  const session = {};

  const sentTo = (await pass(strategy, { session, query: {} })) as string;
  const callback = await person.decide(sentTo);
  const user = (await pass(strategy, { session, query: Object.fromEntries(callback.searchParams) })) as { accessToken: string; refreshToken: string; params: object };
  expect(user.params).toMatchObject({ token_type: "Bearer", scope: "keys:read" });
  expect(user.refreshToken).toBeTruthy();
  expect(await statusWith(user.accessToken)).toBe(200);

  // a callback that this session never asked for
  await expect(pass(strategy, { session: {}, query: Object.fromEntries(callback.searchParams) })).rejects.toMatchObject({ message: expect.stringContaining("state") });
});

/** What passport does with a strategy: where it sends the browser, or whom it takes in. */
function pass(strategy: OAuth2Strategy, request: PassportRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const turn = Object.assign(Object.create(strategy) as OAuth2Strategy, { redirect: resolve, success: resolve, fail: reject, error: reject });
    turn.authenticate(request, {});
  });
}
