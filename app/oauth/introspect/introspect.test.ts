import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countWork } from "@/lib/testing/count-work";
import type { House, Person } from "@/lib/testing/house";
import { ask, Browser, connect, exchange, getCode, refresh, registerClient, type Parameters, type TestClient, type Tokens } from "@/lib/testing/oauth-flow";
import { openOauthHouse } from "@/lib/testing/oauth-house";

let house: House;
let admin: Person;
let person: Person;
let client: TestClient;
let tokens: Tokens;
let verifier: string;
beforeAll(async () => {
  ({ house, admin, person, client } = await openOauthHouse());
  tokens = await connect(house, person, client);
  verifier = ((await house.send("POST", "/api/v1/api-keys", { token: admin.token, body: { name: "verifier", scopes: ["tokens:verify"] } })).json as { key: string }).key;
});
afterAll(() => house.close());

const look = (token: string, fields: Parameters = {}, authorization: string | undefined = `Bearer ${verifier}`) => ask(house, "/oauth/introspect", { token, ...fields }, authorization === undefined ? {} : { authorization });
const basic = ({ client_id, client_secret }: TestClient) => `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}`;
const newKey = async (body: object = {}) => ((await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K", ...body } })).json as { key: string }).key;

describe("introspection (RFC 7662)", () => {
  it("tells who is behind an access token, without a null", async () => {
    const answer = await look(tokens.access_token);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      active: true,
      scope: "agents:read keys:read keys:write",
      client_id: client.client_id,
      username: person.username,
      token_type: "Bearer",
      exp: expect.any(Number),
      iat: expect.any(Number),
      sub: person.id,
      aud: "http://localhost:3000/mcp",
      iss: "http://localhost:3000",
      jti: expect.any(String),
      kind: "grant",
      credential_id: expect.stringMatching(/^grant_/),
      role: "user",
      groups: [],
    });
    expect([answer.headers.get("cache-control"), answer.text.includes("null")]).toEqual(["no-store", false]);
  });

  it("asks the database nothing about a key or token that it knows", async () => {
    for (const token of [await newKey(), tokens.access_token]) {
      expect((await look(token)).json).toMatchObject({ active: true });
      expect((await countWork(() => look(token))).statements).toEqual([]);
    }
  });

  it("is asked with a key as X-API-Key as well, as everywhere else", async () => {
    const asked = (key: string) => ask(house, "/oauth/introspect", { token: tokens.access_token }, { "x-api-key": key });
    expect((await asked(verifier)).json).toMatchObject({ active: true, sub: person.id });
    expect([(await asked(await newKey())).status, (await asked(`${verifier}x`)).status]).toEqual([403, 401]);
  });

  it("takes keys and session tokens of the house alike", async () => {
    expect((await look(await newKey())).json).toMatchObject({ active: true, kind: "api_key", sub: person.id });
    expect((await look(person.token)).json).toMatchObject({ active: true, kind: "session", aud: "http://localhost:3000" });
  });

  it("answers active: false and nothing else for all that is not good (section 2.2)", async () => {
    const other = await connect(house, person, client, { prompt: "consent" });
    await ask(house, "/oauth/revoke", { client_id: client.client_id, token: other.access_token });
    const limited = await newKey({ allowed_ips: ["192.0.2.7"] });
    for (const token of ["nonsense", other.access_token, `${tokens.access_token}x`, limited, tokens.refresh_token]) expect((await look(token)).text).toBe('{"active":false}');
    expect((await look(limited, { ip: "192.0.2.7" })).json).toMatchObject({ active: true });
    expect((await look(limited, { ip: "192.0.2.8" })).json).toEqual({ active: false });
  });

  it("is refused to whoever does not prove who they are (section 2.1)", async () => {
    const anonymous = await ask(house, "/oauth/introspect", { token: tokens.access_token });
    expect([anonymous.status, anonymous.json]).toMatchObject([401, { error: "invalid_client" }]);
    expect(anonymous.headers.get("www-authenticate")).toBeTruthy();
    const open = await ask(house, "/oauth/introspect", { token: tokens.access_token, client_id: client.client_id });
    expect([open.status, open.json]).toMatchObject([401, { error: "invalid_client" }]);
    expect([(await look(tokens.access_token, {}, "Bearer nonsense")).status, (await look(tokens.access_token, {}, `Bearer ${await newKey()}`)).status]).toEqual([401, 403]);
    expect((await look(tokens.access_token, {}, "Bearer nonsense")).headers.get("www-authenticate")).toContain('error="invalid_token"');
    expect((await ask(house, "/oauth/introspect", {}, { authorization: `Bearer ${verifier}` })).json).toMatchObject({ error: "invalid_request" });
  });

  it("by a client tells of its own tokens; of all only to a client of somebody who may verify", async () => {
    const register = async (who: Person) => (await house.send("POST", "/api/v1/oauth-clients", { token: who.token, body: { client_name: "API", token_endpoint_auth_method: "client_secret_basic", grant_types: ["client_credentials"] } })).json as Required<TestClient>;
    const [ofAdmin, ofPerson] = [await register(admin), await register(person)];
    expect((await look(tokens.access_token, {}, basic(ofAdmin))).json).toMatchObject({ active: true, sub: person.id });
    expect((await look(tokens.access_token, {}, basic(ofPerson))).json).toEqual({ active: false });
    const self = await registerClient(house, { token_endpoint_auth_method: "client_secret_basic" });
    expect((await look(tokens.access_token, {}, basic(self))).json).toEqual({ active: false });
    const own = (await ask(house, "/oauth/token", { grant_type: "client_credentials" }, { authorization: basic(ofPerson) })).json as Tokens;
    expect((await look(own.access_token, {}, basic(ofPerson))).json).toMatchObject({ active: true, client_id: ofPerson.client_id });
  });

  it("of a refresh token is its own client's business", async () => {
    const app = await registerClient(house, { token_endpoint_auth_method: "client_secret_post" });
    const secret = { client_secret: app.client_secret };
    const mine = (await exchange(house, app, await getCode(new Browser(house, person), app), secret)).json as Tokens;
    const lookAt = async (token: string) => (await ask(house, "/oauth/introspect", { token, client_id: app.client_id, ...secret })).json;
    expect(await lookAt(mine.refresh_token)).toMatchObject({ active: true, client_id: app.client_id, sub: person.id });
    await refresh(house, app, mine.refresh_token, secret);
    expect(await lookAt(mine.refresh_token)).toEqual({ active: false });
    expect(await lookAt(tokens.refresh_token)).toEqual({ active: false });
  });
});
