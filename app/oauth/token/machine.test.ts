import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tagOf } from "@/lib/tags";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { ask, connect, encode, registerClient, type Parameters, type TestClient, type Tokens } from "@/lib/testing/oauth-flow";

let house: House;
let admin: Person;
let owner: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
  owner = await house.signUp();
});
afterAll(() => house.close());

const whoami = (token: string) => house.send("GET", "/api/v1/auth/verify", { token });
const newKey = async (body: object = {}, who = owner) => (await house.send("POST", "/api/v1/api-keys", { token: who.token, body: { name: "K", ...body } })).json as { id: string; key: string };

describe("client_credentials (RFC 6749, section 4.4)", () => {
  const register = async (body: object = {}, who = owner) =>
    (await house.send("POST", "/api/v1/oauth-clients", { token: who.token, body: { client_name: "Nightly job", grant_types: ["client_credentials"], token_endpoint_auth_method: "client_secret_post", scope: "agents:read keys:read", ...body } })).json as Required<TestClient>;
  const get = (client: TestClient, fields: Parameters = {}) => ask(house, "/oauth/token", { grant_type: "client_credentials", client_id: client.client_id, client_secret: client.client_secret, ...fields });

  it("acts for whoever registered the client, within its scopes, without a refresh token", async () => {
    const client = await register();
    const answer = await get(client);
    expect(answer.json).toEqual({ access_token: expect.any(String), token_type: "Bearer", expires_in: 3600, scope: "agents:read keys:read" });
    expect((await whoami((answer.json as Tokens).access_token)).json).toMatchObject({ kind: "grant", user: { id: owner.id }, scopes: ["agents:read", "keys:read"] });
    expect((await get(client, { scope: "keys:read admin" })).json).toMatchObject({ scope: "keys:read" });
    expect((await get(client, { scope: "keys:write" })).json).toMatchObject({ error: "invalid_scope" });
  });

  it("has one connection for one resource, also of sixteen first calls at once; disconnecting it ends its tokens", async () => {
    const client = await register();
    const answers = await Promise.all(Array.from({ length: 16 }, () => get(client)));
    const tokens = answers.map((answer) => (answer.json as Tokens).access_token);
    expect(new Set(tokens.map((token) => decodeJwt(token).sid)).size).toBe(1);
    const apps = (await house.send("GET", "/api/v1/connected-apps", { token: owner.token })).json as { data: { id: string; grant_type: string; client: { client_id: string } }[] };
    const mine = apps.data.filter((row) => row.client.client_id === client.client_id);
    expect(mine).toMatchObject([{ grant_type: "client_credentials" }]);
    await house.send("DELETE", `/api/v1/connected-apps/${mine[0]!.id}`, { token: owner.token });
    for (const token of tokens.slice(0, 3)) expect((await whoami(token)).status).toBe(401);
  });

  it("is refused to public clients, to those that registered themselves, with a wrong secret, and of a suspended owner", async () => {
    const self = await registerClient(house, { grant_types: ["client_credentials"], token_endpoint_auth_method: "client_secret_post", redirect_uris: [] });
    expect((await get(self)).json).toMatchObject({ error: "unauthorized_client" });
    const open = await registerClient(house);
    expect((await ask(house, "/oauth/token", { grant_type: "client_credentials", client_id: open.client_id })).json).toMatchObject({ error: "unauthorized_client" });
    const someone = await house.signUp();
    const client = await register({}, someone);
    expect((await get({ ...client, client_secret: "wrong" })).json).toMatchObject({ error: "invalid_client" });
    await db().user.update({ where: { id: someone.id }, data: { suspendedAt: new Date() } });
    expect((await get(client)).json).toMatchObject({ error: "invalid_grant" });
  });

  it("shrinks with its owner's role", async () => {
    const someone = await house.signUp();
    const client = await register({ scope: "keys:read keys:write" }, someone);
    const token = ((await get(client)).json as Tokens).access_token;
    await db().user.update({ where: { id: someone.id }, data: { role: "viewer" } });
    await changeFeed().publish([tagOf.user(someone.id)]);
    expect((await whoami(token)).json).toMatchObject({ scopes: ["keys:read"] });
    expect((await get(client)).json).toMatchObject({ scope: "keys:read" });
  });
});

const exchangeType = "urn:ietf:params:oauth:grant-type:token-exchange";
const tokenType = "urn:ietf:params:oauth:token-type:access_token";
const swap = (subject: string, fields: Parameters = {}, from?: string) =>
  house.send("POST", "/oauth/token", { raw: encode({ grant_type: exchangeType, subject_token: subject, subject_token_type: tokenType, ...fields }), headers: { "content-type": "application/x-www-form-urlencoded" }, ...(from && { from }) });
const child = async (subject: string, fields: Parameters = {}) => {
  const answer = await swap(subject, fields);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.json as Tokens & { issued_token_type: string };
};

describe("token exchange (RFC 8693)", () => {
  it("makes a key into a narrower, shorter access token for one resource, with act", async () => {
    const key = await newKey({ scopes: ["agents:read", "keys:read"] });
    const answer = await child(key.key, { scope: "agents:read", resource: "http://localhost:3000/api", expires_in: "60" });
    expect(answer).toEqual({ access_token: expect.any(String), issued_token_type: tokenType, token_type: "Bearer", expires_in: expect.any(Number), scope: "agents:read" });
    expect(answer.expires_in).toBeLessThanOrEqual(60);
    expect(decodeJwt(answer.access_token)).toMatchObject({ sub: owner.id, aud: "http://localhost:3000/api", act: { sub: key.id }, scope: "agents:read" });
    expect((await whoami(answer.access_token)).json).toMatchObject({ kind: "access_token", scopes: ["agents:read"] });
  });

  it("never gives more than the subject has: not in scope, resource, time or address", async () => {
    const key = await newKey({ scopes: ["agents:read"], allowed_ips: ["192.0.2.0/24"], expires_in: 120 });
    expect((await swap(key.key)).json).toMatchObject({ error: "invalid_request" });
    const answer = await swap(key.key, { scope: "agents:read keys:write admin" }, "192.0.2.7");
    expect(answer.json).toMatchObject({ scope: "agents:read" });
    expect((answer.json as Tokens).expires_in).toBeLessThanOrEqual(120);
    expect((await swap(key.key, { scope: "keys:write" }, "192.0.2.7")).json).toMatchObject({ error: "invalid_scope" });
    expect((await whoami((answer.json as Tokens).access_token)).json).toMatchObject({ code: "IP_NOT_ALLOWED" });
    const connected = await connect(house, owner, await registerClient(house));
    expect((await swap(connected.access_token, { resource: "http://localhost:3000/api" })).json).toMatchObject({ error: "invalid_target" });
    expect((await swap((await newKey()).key, { resource: "https://elsewhere.example" })).json).toMatchObject({ error: "invalid_target" });
  });

  it("of a session gives the usual set: what is only given by name must be named", async () => {
    expect((await child(admin.token)).scope.split(" ")).not.toContain("admin");
    expect((await child(admin.token, { scope: "admin" })).scope).toBe("admin");
  });

  it("never makes a key into what may create credentials", async () => {
    const { access_token } = await child((await newKey()).key, { resource: "http://localhost:3000/api" });
    const made = await house.send("POST", "/api/v1/api-keys", { token: access_token, body: { name: "More" } });
    expect([made.status, made.json]).toMatchObject([403, { code: "FORBIDDEN" }]);
  });

  it("spends the minute of the subject: children do not multiply it", async () => {
    const key = await newKey({ rate_limit_per_minute: 6 });
    const [first, second] = [await child(key.key), await child(key.key)];
    const statuses: number[] = [];
    for (const token of [first, second, first, second, first]) statuses.push((await whoami(token.access_token)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
  });

  it("dies with its parent, in a chain too: paused, revoked, narrowed, signed out, or its very token revoked", async () => {
    const key = await newKey();
    const one = await child(key.key);
    const two = await child(one.access_token);
    const three = await child(two.access_token, { scope: "agents:read" });
    const { act } = decodeJwt(three.access_token) as { act: { sub: string; act: { sub: string; act: { sub: string } } } };
    expect(act.act.act.sub).toBe(key.id);
    expect((await whoami(three.access_token)).status).toBe(200);
    const patch = (body: object) => house.send("PATCH", `/api/v1/api-keys/${key.id}`, { token: owner.token, body });
    await patch({ scopes: ["keys:read"] });
    expect((await whoami(three.access_token)).json).toMatchObject({ scopes: [] });
    expect((await whoami(two.access_token)).json).toMatchObject({ scopes: ["keys:read"] });
    await patch({ paused: true });
    expect((await whoami(two.access_token)).status).toBe(401);
    await patch({ paused: false });
    await house.send("DELETE", `/api/v1/api-keys/${key.id}`, { token: owner.token });
    for (const token of [one, two, three]) expect((await whoami(token.access_token)).status).toBe(401);

    const someone = await house.signUp();
    const ofSession = await child(someone.token);
    expect((await whoami(ofSession.access_token)).status).toBe(200);
    await house.send("POST", "/api/v1/auth/logout", { token: someone.token });
    expect((await whoami(ofSession.access_token)).status).toBe(401);

    const app = await registerClient(house);
    const connected = await connect(house, owner, app);
    const ofApp = await child(connected.access_token);
    expect((await whoami(ofApp.access_token)).status).toBe(200);
    await ask(house, "/oauth/revoke", { client_id: app.client_id, token: connected.access_token });
    expect((await whoami(ofApp.access_token)).status).toBe(401);
  });

  it("goes four levels deep and no further", async () => {
    let { access_token } = await child((await newKey()).key);
    for (let level = 0; level < 3; level++) ({ access_token } = await child(access_token));
    expect((await swap(access_token)).json).toMatchObject({ error: "invalid_request" });
  });

  it.each<[string, Parameters]>([
    ["a subject token that is none", { subject_token: "nonsense" }],
    ["no subject_token_type", { subject_token_type: undefined }],
    ["a refresh token", { subject_token_type: "urn:ietf:params:oauth:token-type:refresh_token" }],
    ["an actor token", { actor_token: "x", actor_token_type: tokenType }],
    ["a wish for a SAML assertion", { requested_token_type: "urn:ietf:params:oauth:token-type:saml2" }],
    ["a life of a day", { expires_in: "86400" }],
  ])("with %s is invalid_request (section 2.2.2)", async (_what, fields) => {
    const answer = await swap((await newKey()).key, fields);
    expect([answer.status, answer.json]).toMatchObject([400, { error: "invalid_request" }]);
  });

  it("a client that names itself must be registered for it, and is the actor", async () => {
    const key = await newKey();
    const app = await registerClient(house);
    expect((await swap(key.key, { client_id: app.client_id })).json).toMatchObject({ error: "unauthorized_client" });
    const agent = await registerClient(house, { grant_types: ["authorization_code", exchangeType] });
    const { access_token } = await child(key.key, { client_id: agent.client_id });
    expect(decodeJwt(access_token)).toMatchObject({ client_id: agent.client_id, act: { sub: agent.client_id } });
  });
});

it("an access token is not refreshed as a session token is", async () => {
  const tokens = await connect(house, owner, await registerClient(house));
  const answer = await house.send("POST", "/api/v1/auth/refresh", { token: tokens.access_token });
  expect([answer.status, answer.json]).toMatchObject([403, { code: "FORBIDDEN" }]);
});

it("what an app creates may live as long as the app's connection, not only as long as its token", async () => {
  const tokens = await connect(house, owner, await registerClient(house), {}, { expires_in: "86400" });
  const made = await house.send("POST", "/api/v1/api-keys", { token: tokens.access_token, body: { name: "By an app", scopes: ["agents:read"] } });
  const { expires_at } = made.json as { expires_at: string };
  expect([made.status, Date.parse(expires_at) > Date.now() + 80_000_000]).toEqual([201, true]);
});
