import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { House, Person } from "@/lib/testing/house";
import { ask, Browser, connect, exchange, getCode, refresh, registerClient, type Parameters, type TestClient, type Tokens } from "@/lib/testing/oauth-flow";
import { openOauthHouse } from "@/lib/testing/oauth-house";

let house: House;
let person: Person;
let client: TestClient;
beforeAll(async () => {
  ({ house, person, client } = await openOauthHouse());
});
afterAll(() => house.close());

const works = async (token: string) => (await house.send("GET", "/api/v1/auth/verify", { token })).status === 200;
const newConnection = () => connect(house, person, client, { prompt: "consent" });
const revoke = (token: string | undefined, fields: Parameters = { client_id: client.client_id }) => ask(house, "/oauth/revoke", { token, ...fields });

describe("revocation (RFC 7009)", () => {
  it("of a refresh token takes its family and all access tokens along, at the next request", async () => {
    const first = await newConnection();
    const second = (await refresh(house, client, first.refresh_token)).json as Tokens;
    expect(await works(first.access_token)).toBe(true);
    const answer = await revoke(second.refresh_token);
    expect([answer.status, answer.text]).toEqual([200, "{}"]);
    for (const { access_token } of [first, second]) expect(await works(access_token)).toBe(false);
    for (const { refresh_token } of [first, second]) expect((await refresh(house, client, refresh_token)).json).toMatchObject({ error: "invalid_grant" });
  });

  it("of a refresh token that was exchanged before does the same", async () => {
    const first = await newConnection();
    const second = (await refresh(house, client, first.refresh_token)).json as Tokens;
    await revoke(first.refresh_token);
    expect(await works(second.access_token)).toBe(false);
  });

  it("of an access token ends that one alone", async () => {
    const first = await newConnection();
    const second = (await refresh(house, client, first.refresh_token)).json as Tokens;
    expect((await revoke(first.access_token, { client_id: client.client_id, token_type_hint: "access_token" })).text).toBe("{}");
    expect([await works(first.access_token), await works(second.access_token)]).toEqual([false, true]);
    await refresh(house, client, second.refresh_token);
  });

  it("answers 200 and {} for anything else, a JWT, a key or nonsense, and changes nothing", async () => {
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K" } })).json as { key: string };
    for (const token of ["nonsense", "eyJhbGciOiJub25lIn0.e30.", person.token, key, "sk_rt_none", "☃"]) {
      const answer = await revoke(token, { client_id: client.client_id, token_type_hint: "made_up" });
      expect([token, answer.status, answer.text]).toEqual([token, 200, "{}"]);
    }
    expect([await works(person.token), await works(key)]).toEqual([true, true]);
  });

  it("of another client's token answers alike and changes nothing", async () => {
    const tokens = await newConnection();
    const other = await registerClient(house);
    for (const token of [tokens.refresh_token, tokens.access_token]) expect((await revoke(token, { client_id: other.client_id })).status).toBe(200);
    expect(await works(tokens.access_token)).toBe(true);
  });

  it("by whoever holds a public client's token needs no client_id; a confidential client proves who it is", async () => {
    const tokens = await newConnection();
    expect((await revoke(tokens.refresh_token, {})).text).toBe("{}");
    expect(await works(tokens.access_token)).toBe(false);

    const app = await registerClient(house, { token_endpoint_auth_method: "client_secret_post" });
    const code = await getCode(new Browser(house, person), app);
    const guarded = (await exchange(house, app, code, { client_secret: app.client_secret })).json as Tokens;
    expect((await revoke(guarded.refresh_token, {})).status).toBe(401);
    expect((await revoke(guarded.refresh_token, { client_id: app.client_id })).status).toBe(401);
    expect((await revoke(guarded.refresh_token, { client_id: app.client_id, client_secret: "wrong" })).status).toBe(401);
    expect(await works(guarded.access_token)).toBe(true);
    expect((await revoke(guarded.refresh_token, { client_id: app.client_id, client_secret: app.client_secret })).status).toBe(200);
    expect(await works(guarded.access_token)).toBe(false);
  });

  it("without a token is invalid_request, from an unknown client invalid_client; POST alone", async () => {
    expect([(await revoke(undefined)).status, (await revoke(undefined)).json]).toMatchObject([400, { error: "invalid_request" }]);
    expect((await revoke("x", { client_id: "client_gone" })).json).toMatchObject({ error: "invalid_client" });
    expect((await house.send("GET", "/oauth/revoke")).status).toBe(405);
    expect((await house.send("OPTIONS", "/oauth/revoke", { headers: { origin: "https://a.example" } })).status).toBe(204);
  });
});

it("an access token ends itself alone by DELETE /auth/token", async () => {
  const first = await newConnection();
  expect((await house.send("DELETE", "/api/v1/auth/token", { token: first.access_token })).status).toBe(200);
  expect(await works(first.access_token)).toBe(false);
  expect((await refresh(house, client, first.refresh_token)).status).toBe(200);
});
