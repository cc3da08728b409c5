import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import type { House, Person } from "@/lib/testing/house";
import { ask, authorizePath, begin, Browser, connect, decide, exchange, locationOf, redirectUri, registerClient, type Parameters, type TestClient } from "@/lib/testing/oauth-flow";
import { openOauthHouse } from "@/lib/testing/oauth-house";

let house: House;
let person: Person;
let client: TestClient;
beforeAll(async () => {
  ({ house, person, client } = await openOauthHouse());
});
afterAll(() => house.close());

const request = (parameters: Parameters = {}, signedIn?: Person) => new Browser(house, signedIn).get(authorizePath(client, parameters));

/** The error that the client is told of by redirect. */
async function errorOf(parameters: Parameters, signedIn?: Person) {
  const answer = await request(parameters, signedIn);
  expect(answer.status).toBe(302);
  const location = locationOf(answer);
  expect(location.origin + location.pathname).toBe(redirectUri);
  return Object.fromEntries(location.searchParams);
}

describe("a bad client or redirect is a page and never a redirect (RFC 6749, section 4.1.2.1)", () => {
  it.each<[string, Parameters]>([
    ["no client_id", { client_id: undefined }],
    ["an unknown client_id", { client_id: "client_nobody" }],
    ["two client_ids", { client_id: ["client_a", "client_b"] }],
    ["an address on the person's machine that is not registered", { redirect_uri: "http://127.0.0.1/callback" }],
    ["another host", { redirect_uri: "https://evil.example/callback" }],
    ["another path", { redirect_uri: `${redirectUri}/` }],
    ["another query", { redirect_uri: `${redirectUri}?next=1` }],
    ["another case", { redirect_uri: redirectUri.replace("callback", "Callback") }],
    ["a look-alike", { redirect_uri: "https://app.example.com.evil.example/callback" }],
    ["a user name", { redirect_uri: "https://app.example.com@evil.example/callback" }],
    ["a fragment", { redirect_uri: `${redirectUri}#here` }],
    ["javascript:", { redirect_uri: "javascript:alert(1)//https://app.example.com/callback" }],
    ["data:", { redirect_uri: "data:text/html,<script>alert(1)</script>" }],
    ["two redirect URIs", { redirect_uri: [redirectUri, "https://evil.example/"] }],
  ])("with %s", async (_what, parameters) => {
    const answer = await request(parameters, person);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("location")).toBeNull();
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.text).toContain("For the app's developer");
    expect(answer.text).not.toContain("<script>");
  });

  it("shows what was sent as text, and what is registered", async () => {
    const answer = await request({ redirect_uri: 'https://evil.example/"><script>alert(1)</script>' });
    expect(answer.text).toContain("https://evil.example/&quot;&gt;&lt;script&gt;");
    expect(answer.text).toContain(redirectUri);
  });

  it("with a client that is blocked, and with one that waits for approval", async () => {
    const other = await registerClient(house);
    for (const status of ["blocked", "pending"]) {
      await db().oauthClient.update({ where: { clientId: other.client_id }, data: { status } });
      const answer = await new Browser(house, person).get(authorizePath(other));
      expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
    }
  });

  it("and has no CORS header: it acts by the browser's cookie", async () => {
    const answer = await house.send("GET", authorizePath(client), { cookie: person.cookie, headers: { origin: "https://evil.example" } });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("every other error goes to the client, with state and iss (RFC 9207)", () => {
  it.each<[string, Parameters, string]>([
    ["without PKCE", { code_challenge: undefined, code_challenge_method: undefined }, "invalid_request"],
    ["with PKCE by plain", { code_challenge_method: "plain" }, "invalid_request"],
    ["with PKCE by no method, which means plain (RFC 7636, section 4.3)", { code_challenge_method: undefined }, "invalid_request"],
    ["with a challenge that is no SHA-256", { code_challenge: "short" }, "invalid_request"],
    ["without response_type", { response_type: undefined }, "invalid_request"],
    ["with the implicit flow", { response_type: "token" }, "unsupported_response_type"],
    ["with the hybrid flow", { response_type: "code id_token" }, "unsupported_response_type"],
    ["with response_mode=fragment", { response_mode: "fragment" }, "invalid_request"],
    ["with a request object", { request: "eyJhbGciOiJub25lIn0.e30." }, "request_not_supported"],
    ["with request_uri", { request_uri: "https://evil.example/request" }, "request_uri_not_supported"],
    ["with a resource that is not ours (RFC 8707)", { resource: "https://api.elsewhere.example" }, "invalid_target"],
    ["with a resource that is no address", { resource: "mcp" }, "invalid_target"],
    ["with a resource that has a fragment", { resource: "http://localhost:3000/mcp#x" }, "invalid_target"],
    ["with two resources", { resource: ["http://localhost:3000/mcp", "http://localhost:3000/api"] }, "invalid_target"],
    ["with scopes that do not exist", { scope: "nothing:read openid" }, "invalid_scope"],
    ["with a scope parameter sent twice", { scope: ["agents:read", "admin"] }, "invalid_request"],
    ["with prompt=none beside another", { prompt: "none login" }, "invalid_request"],
    ["with a max_age that is no number", { max_age: "-1" }, "invalid_request"],
    ["with prompt=none and nobody signed in", { prompt: "none" }, "login_required"],
  ])("%s", async (_what, parameters, error) => {
    expect(await errorOf(parameters)).toMatchObject({ error, error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/), state: "st&te 1", iss: "http://localhost:3000" });
  });

  it("with prompt=none and a person who has not agreed", async () => {
    expect(await errorOf({ prompt: "none" }, person)).toMatchObject({ error: "consent_required" });
  });

  it("without state where none was sent", async () => {
    expect(await errorOf({ state: undefined, response_type: "token" })).not.toHaveProperty("state");
  });

  it("the query of a registered redirect URI stays (RFC 6749, section 3.1.2)", async () => {
    const other = await registerClient(house, { redirect_uris: ["https://app.example.com/cb?tenant=7"] });
    const answer = await new Browser(house).get(authorizePath(other, { redirect_uri: "https://app.example.com/cb?tenant=7", response_type: "token" }));
    expect(answer.headers.get("location")).toMatch(/^https:\/\/app\.example\.com\/cb\?tenant=7&error=unsupported_response_type&/);
  });

  it("a client that is not registered for codes is unauthorized_client", async () => {
    const other = await registerClient(house, { grant_types: ["urn:ietf:params:oauth:grant-type:device_code"] });
    const answer = await new Browser(house).get(authorizePath(other));
    expect(locationOf(answer).searchParams.get("error")).toBe("unauthorized_client");
  });
});

describe("the issuer", () => {
  it("never comes from Host or X-Forwarded-*: a forged one changes nothing", async () => {
    const forged = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" };
    const refused = await house.send("GET", authorizePath(client, { response_type: "token" }), { headers: forged });
    expect(locationOf(refused).searchParams.get("iss")).toBe("http://localhost:3000");
    const asked = await house.send("GET", authorizePath(client), { headers: forged });
    expect(asked.headers.get("location")).toMatch(/^\/oauth\/consent\?request=/);
  });
});

describe("redirect URIs on the person's machine (RFC 8252)", () => {
  it("match with any port, on their own host alone", async () => {
    const native = await registerClient(house, { redirect_uris: ["http://127.0.0.1/callback", "http://localhost:1/callback", "cursor://anysphere.cursor-mcp/oauth/callback"] });
    const go = async (uri: string) => (await new Browser(house).get(authorizePath(native, { redirect_uri: uri }))).status;
    for (const uri of ["http://127.0.0.1:51234/callback", "http://127.0.0.1/callback", "http://localhost:9/callback", "cursor://anysphere.cursor-mcp/oauth/callback"]) expect([uri, await go(uri)]).toEqual([uri, 302]);
    for (const uri of ["http://[::1]:1/callback", "http://127.0.0.2/callback", "http://127.0.0.1.evil.example/callback", "http://127.0.0.1:80@evil.example/callback", "https://127.0.0.1/callback", "cursor://anysphere.cursor-mcp/other"]) expect([uri, await go(uri)]).toEqual([uri, 400]);
  });

  it("may be left out where exactly one is registered that is not on a machine, and then at the token endpoint too", async () => {
    const browser = new Browser(house, person);
    const handle = await begin(browser, client, { redirect_uri: undefined, scope: "agents:read" });
    const location = locationOf(await decide(browser, handle, { scope: "agents:read" }));
    expect(location.origin + location.pathname).toBe(redirectUri);
    expect((await exchange(house, client, location.searchParams.get("code")!, { redirect_uri: undefined })).status).toBe(200);
  });
});

describe("scopes that are asked for", () => {
  const scopeOf = async (asked: string | undefined, who = person) => {
    const browser = new Browser(house, who);
    const handle = await begin(browser, await registerClient(house), { scope: asked });
    const { getConsentRequest } = await import("@/lib/oauth/authorize/consent");
    const { authenticate } = await import("@/lib/access/authenticate");
    const ctx = { requestId: "req_test", ip: "127.0.0.1", userAgent: undefined, principal: await authenticate(who.token, { ip: "127.0.0.1", userAgent: undefined }) };
    const page = await getConsentRequest(ctx, handle, /keyhouse\.consent=([^;]+)/.exec(browser.cookie)![1]);
    return page.state === "ask" ? page.offer.scopes : [];
  };

  it("none means the default set: what the role may hold, minus what is only given by name", async () => {
    const names = (await scopeOf(undefined)).map((scope) => scope.name);
    expect(names).toContain("conversations:write");
    for (const byName of ["admin", "users:read", "tokens:verify", "agents:write"]) expect(names).not.toContain(byName);
  });

  it("unknown and ungrantable ones are dropped while something remains", async () => {
    expect((await scopeOf("agents:read agents:write made:up openid")).map((scope) => scope.name)).toEqual(["agents:read"]);
  });

  it("offline_access is accepted, alone too, and is no scope", async () => {
    expect((await scopeOf("offline_access agents:read")).map((scope) => scope.name)).toEqual(["agents:read"]);
    expect((await scopeOf("offline_access")).length).toBeGreaterThan(3);
  });

  it("optional_scope says which can be switched off; sensitive ones are off to begin with", async () => {
    expect(await scopeOf("agents:read", person)).toMatchObject([{ name: "agents:read", required: false, selected: true }]);
    const browser = new Browser(house, person);
    const handle = await begin(browser, client, { scope: "agents:read", optional_scope: "keys:read" });
    const location = locationOf(await decide(browser, handle, {}));
    const answer = await exchange(house, client, location.searchParams.get("code")!);
    expect(answer.json).toMatchObject({ scope: "agents:read" });
  });
});

describe("a resource (RFC 8707)", () => {
  it("is bound in canonical form, with or without a trailing slash and in any case of its host", async () => {
    for (const resource of ["http://localhost:3000/mcp", "http://localhost:3000/mcp/", "HTTP://LOCALHOST:3000/mcp"]) {
      const tokens = await connect(house, person, client, { resource, prompt: "consent" });
      const answer = await ask(house, "/oauth/introspect", { token: tokens.access_token }, { authorization: `Bearer ${await verifierKey()}` });
      expect(answer.json).toMatchObject({ active: true, aud: "http://localhost:3000/mcp" });
    }
  });
});

async function verifierKey(): Promise<string> {
  const admin = await house.send("POST", "/api/v1/auth/login", { body: { username: "admin", password: "a lantern beside the well" } });
  const { token } = admin.json as { token: string };
  const made = await house.send("POST", "/api/v1/api-keys", { token, body: { name: "verifier", scopes: ["tokens:verify"] } });
  return (made.json as { key: string }).key;
}

it("a request stays out of the page's address: only its handle is there", async () => {
  const answer = await request({ redirect_uri: redirectUri });
  expect(answer.headers.get("location")).toMatch(/^\/oauth\/consent\?request=[A-Za-z0-9_-]{43}$/);
  expect(answer.cookies[0]).toMatch(/^keyhouse\.consent=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/);
  const rows = JSON.stringify(await db().authorizationRequest.findMany());
  expect(rows).not.toContain(/request=(.+)$/.exec(answer.headers.get("location")!)![1]);
});
