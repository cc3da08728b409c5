import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { clock } from "@/lib/clock";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { Browser, ask, begin, connect, decide, getCode, registerClient, type TestClient } from "@/lib/testing/oauth-flow";
import type { Answered } from "@/lib/testing/send";

let house: House;
let admin: Person;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  house = await openHouse();
  [admin, ada, grace] = [await house.signUp("admin"), await house.signUp(), await house.signUp()];
});
afterAll(() => house.close());

type View = { id: string; client_id: string; client_secret?: string } & Record<string, unknown>;
const base = "/api/v1/oauth-clients";
const callback = { redirect_uris: ["https://app.example.com/callback"] };
const create = async (person: Person, body: object = {}) => (await house.send("POST", base, { token: person.token, body: { client_name: "An app", ...callback, ...body } })) as Answered & { json: View };
const confidential = async (person: Person, body: object = {}) => (await create(person, { token_endpoint_auth_method: "client_secret_post", ...body })).json;
const change = (person: Person, id: string, body: object) => house.send("PATCH", `${base}/${id}`, { token: person.token, body });
const act = (person: Person, id: string, verb: string, body?: object) => house.send("POST", `${base}/${id}/${verb}`, { token: person.token, ...(body && { body }) });
const works = async (token: string) => (await house.send("GET", "/api/v1/auth/verify", { token })).status;
/** Does the secret still open the token endpoint? A wrong code is refused only after the client was let in. */
const opens = async (client_id: string, client_secret: string) =>
  ((await ask(house, "/oauth/token", { grant_type: "authorization_code", client_id, client_secret, code: "x", redirect_uri: callback.redirect_uris[0], code_verifier: "x".repeat(43) })).json as { error: string }).error !== "invalid_client";
const actions = async (id: string) => (await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { sequence: "asc" } })).map(({ action }) => action);

describe("a client that is registered by hand", () => {
  it("is public unless it says otherwise, and answers the members of RFC 7591", async () => {
    const { status, json, text } = await create(ada, { scope: "agents:read", client_uri: "https://app.example.com", contacts: ["ada@example.com"], resources: ["http://localhost:3000/mcp/"] });
    expect(status).toBe(201);
    expect(json).toMatchObject({ id: expect.stringMatching(/^client_/), client_id: json.id, kind: "registered", status: "active", client_name: "An app", ...callback, token_endpoint_auth_method: "none", grant_types: ["authorization_code", "refresh_token"], response_types: ["code"], scope: "agents:read", resources: ["http://localhost:3000/mcp"], created_by: { username: ada.username } });
    expect(text).not.toContain("null");
    expect(json).not.toHaveProperty("client_secret");
  });

  it("may say every member of RFC 7591, as a document for /oauth/register has them", async () => {
    const document = { grant_types: ["authorization_code", "refresh_token"], response_types: ["code"], scope: "agents:read", client_uri: "https://app.example.com", logo_uri: "https://app.example.com/logo.png", policy_uri: "https://app.example.com/policy", tos_uri: "https://app.example.com/terms", contacts: ["ada@example.com"], software_id: "an-app", software_version: "1.0" };
    const { status, json } = await create(ada, document);
    expect([status, json]).toEqual([201, expect.objectContaining(document)]);
    expect((await change(ada, json.id, { response_types: ["code"], software_version: "2.0" })).json).toMatchObject({ response_types: ["code"], software_version: "2.0" });
  });

  it("has a secret where it proves itself by one: answered this once, and works", async () => {
    const { id, client_id, client_secret, client_secret_expires_at } = await confidential(ada);
    expect([client_secret, client_secret_expires_at]).toEqual([expect.stringMatching(/^sk_cs_/), 0]);
    expect(await opens(client_id, client_secret!)).toBe(true);
    const shown = await house.send("GET", `${base}/${id}`, { token: ada.token });
    expect(shown.text).not.toContain(client_secret!);
    expect((shown.json as { secrets: { hint: string }[] }).secrets).toMatchObject([{ hint: expect.stringContaining("...") }]);
  });

  it("goes the whole way, and may only be for the resources that it was registered for", async () => {
    const client = (await create(ada, { resources: ["http://localhost:3000/api"] })).json as unknown as TestClient;
    const tokens = await connect(house, grace, client);
    expect(JSON.parse(Buffer.from(tokens.access_token.split(".")[1]!, "base64url").toString())).toMatchObject({ aud: "http://localhost:3000/api" });
    await expect(getCode(new Browser(house, grace), client, { resource: "http://localhost:3000/mcp" })).rejects.toThrow("invalid_target");
  });

  it.each<[string, object, string]>([
    ["a redirect URI that is not safe", { redirect_uris: ["javascript:alert(1)"] }, "redirect_uris"],
    ["no redirect URI", { redirect_uris: [] }, "redirect_uris"],
    ["a private-use scheme of a confidential client", { redirect_uris: ["cursor://cb"], token_endpoint_auth_method: "client_secret_basic" }, "redirect_uris"],
    ["keys that are private", { token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [{ kty: "EC", d: "x" }] } }, "jwks"],
    ["no keys for private_key_jwt", { token_endpoint_auth_method: "private_key_jwt" }, "jwks_uri"],
    ["client_credentials without proving itself", { grant_types: ["authorization_code", "client_credentials"] }, "grant_types"],
    ["a page that is no web address", { client_uri: "javascript:alert(1)" }, "client_uri"],
    ["a resource that is not ours", { resources: ["https://elsewhere.example/mcp"] }, "resources.0"],
    ["a grant type that is not offered", { grant_types: ["implicit"] }, "grant_types.0"],
    ["a response type that is not offered", { response_types: ["token"] }, "response_types.0"],
  ])("is refused with %s, and told which member", async (_title, body, path) => {
    const answer = await create(ada, body);
    expect([answer.status, answer.json]).toEqual([400, expect.objectContaining({ code: "VALIDATION_FAILED", issues: [expect.objectContaining({ path })] })]);
  });

  it("is listed to its owner alone, and to owners and admins of its organization", async () => {
    const { id } = (await create(ada)).json;
    const list = async (person: Person) => ((await house.send("GET", `${base}?limit=100`, { token: person.token })).json as { data: View[] }).data.map((client) => client.id);
    expect(await list(ada)).toContain(id);
    expect(await list(grace)).not.toContain(id);
    expect(await list(admin)).not.toContain(id);
    expect((await house.send("GET", `${base}/${id}`, { token: grace.token })).status).toBe(404);
    expect((await house.send("GET", `${base}/${id}`, { token: admin.token })).status).toBe(200);
  });

  it("belongs to an organization whose plain members do not manage it", async () => {
    const organization = await db().organization.create({ data: { id: `org_${"0".repeat(25)}1`, name: "Maps", memberships: { create: [{ userId: ada.id, role: "owner" }, { userId: grace.id, role: "member" }] } } });
    const { id, organization_id } = (await create(ada, { organization_id: organization.id })).json;
    expect(organization_id).toBe(organization.id);
    expect((await create(grace, { organization_id: organization.id })).status).toBe(403);
    expect((await change(grace, id, { client_name: "Mine" })).status).toBe(404);
    await db().membership.update({ where: { organizationId_userId: { organizationId: organization.id, userId: grace.id } }, data: { role: "admin" } });
    expect((await change(grace, id, { client_name: "Ours" })).status).toBe(200);
    await db().membership.delete({ where: { organizationId_userId: { organizationId: organization.id, userId: ada.id } } });
    expect((await house.send("GET", `${base}/${id}`, { token: ada.token })).status).toBe(404);
    await db().organization.delete({ where: { id: organization.id } });
    expect(await db().oauthClient.findUnique({ where: { id } })).toBeNull();
  });

  it("is changed member by member: what is not named stays, null removes, and two changes at once are both kept", async () => {
    const { id } = (await create(ada, { scope: "agents:read", client_uri: "https://app.example.com" })).json;
    const [one, two] = await Promise.all([change(ada, id, { client_name: "New name" }), change(ada, id, { redirect_uris: ["http://localhost/cb"] })]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect((await change(ada, id, { client_uri: null })).json).toMatchObject({ client_name: "New name", redirect_uris: ["http://localhost/cb"], scope: "agents:read" });
    expect((await house.send("GET", `${base}/${id}`, { token: ada.token })).json).not.toHaveProperty("client_uri");
    expect(await actions(id)).toEqual(["oauth_client.created", "oauth_client.updated", "oauth_client.updated", "oauth_client.updated"]);
  });

  it("loses its secrets when it no longer proves itself by one", async () => {
    const { id } = await confidential(ada);
    expect((await change(ada, id, { token_endpoint_auth_method: "none" })).json).not.toHaveProperty("secrets");
    expect(await db().oauthClientSecret.count({ where: { clientId: id } })).toBe(0);
    expect((await act(ada, id, "rotate-secret")).status).toBe(409);
  });

  it("that registered itself is not changed by anybody else", async () => {
    const { client_id } = await registerClient(house);
    const answer = await change(admin, client_id, { redirect_uris: ["https://evil.example/cb"] });
    expect([answer.status, (await db().oauthClient.findUniqueOrThrow({ where: { clientId: client_id } })).redirectUris]).toEqual([403, callback.redirect_uris]);
  });

  it("ends with all that it was given: token, refresh token and code are refused from the next request on", async () => {
    const { json: client } = await create(ada);
    const tokens = await connect(house, grace, client as unknown as TestClient);
    expect(await works(tokens.access_token)).toBe(200);
    expect((await house.send("DELETE", `${base}/${client.id}`, { token: ada.token })).status).toBe(200);
    expect(await works(tokens.access_token)).toBe(401);
    const refreshed = await ask(house, "/oauth/token", { grant_type: "refresh_token", client_id: client.client_id, refresh_token: tokens.refresh_token });
    expect([refreshed.status, (refreshed.json as { error: string }).error]).toEqual([401, "invalid_client"]);
    expect(await actions(client.id)).toEqual(["oauth_client.created", "oauth_client.deleted"]);
  });
});

describe("a secret that is rotated", () => {
  it("works no longer, unless an overlap was asked for; then both work until it ends", async () => {
    const { id, client_id, client_secret: first } = await confidential(ada);
    const rotated = await act(ada, id, "rotate-secret");
    const { client_secret: second } = rotated.json as View;
    expect([rotated.status, (rotated.json as { previous?: object }).previous]).toEqual([200, undefined]);
    expect([await opens(client_id, first!), await opens(client_id, second!)]).toEqual([false, true]);

    const overlapping = (await act(ada, id, "rotate-secret", { overlap_seconds: 3600 })).json as View & { previous: { expires_at: string } };
    expect(Date.parse(overlapping.previous.expires_at)).toBeGreaterThan(Date.now() + 3_590_000);
    expect([await opens(client_id, second!), await opens(client_id, overlapping.client_secret!)]).toEqual([true, true]);
    const later = Date.now() + 3_601_000;
    clock.now = () => new Date(later);
    expect([await opens(client_id, second!), await opens(client_id, overlapping.client_secret!)]).toEqual([false, true]);
    clock.now = () => new Date();
  });

  it("never lives longer by a second rotation, and many rotations at once leave one secret without an end", async () => {
    const { id, client_id, client_secret: first } = await confidential(ada);
    await act(ada, id, "rotate-secret", { overlap_seconds: 60 });
    await act(ada, id, "rotate-secret", { overlap_seconds: 2_592_000 });
    const ends = await db().oauthClientSecret.findMany({ where: { clientId: id }, orderBy: { createdAt: "asc" } });
    expect(ends[0]!.expiresAt!.getTime()).toBeLessThan(Date.now() + 61_000);
    expect(await opens(client_id, first!)).toBe(true);
    await Promise.all(Array.from({ length: 8 }, () => act(ada, id, "rotate-secret", { overlap_seconds: 60 })));
    expect(await db().oauthClientSecret.count({ where: { clientId: id, expiresAt: null } })).toBe(1);
  });

  it("is answered again to the same Idempotency-Key, and not made anew", async () => {
    const { id } = await confidential(ada);
    const headers = { "idempotency-key": "rotation-1" };
    const once = () => house.send("POST", `${base}/${id}/rotate-secret`, { token: ada.token, body: { overlap_seconds: 5 }, headers });
    expect((await once()).text).toBe((await once()).text);
    expect(await db().oauthClientSecret.count({ where: { clientId: id } })).toBe(2);
  });
});

describe("an administrator", () => {
  it("blocks a client: it cannot be connected, its tokens are refused at the next request, and work again once it is unblocked", async () => {
    const client = await registerClient(house);
    const tokens = await connect(house, grace, client);
    expect((await act(admin, client.client_id, "block")).json).toMatchObject({ status: "blocked" });
    expect(await works(tokens.access_token)).toBe(401);
    await expect(begin(new Browser(house, grace), client)).rejects.toThrow("No consent page");
    expect((await act(admin, client.client_id, "block")).status).toBe(409);
    expect((await act(admin, client.client_id, "unblock")).json).toMatchObject({ status: "active" });
    expect(await works(tokens.access_token)).toBe(200);
    expect(await actions(client.client_id)).toEqual(["oauth_client.registered", "oauth_client.blocked", "oauth_client.unblocked"]);
  });

  it("disconnects a client from everybody, each of whom can read it in their log", async () => {
    const client = await registerClient(house);
    const [one, two] = [await connect(house, ada, client), await connect(house, grace, client)];
    expect((await act(admin, client.client_id, "revoke-grants")).json).toEqual({ revoked: 2 });
    expect([await works(one.access_token), await works(two.access_token)]).toEqual([401, 401]);
    for (const person of [ada, grace]) {
      const events = (await house.send("GET", "/api/v1/audit-events?action=grant.revoked", { token: person.token })).json as { data: { detail: object }[] };
      expect(events.data[0]!.detail).toMatchObject({ reason: "revoked_by_admin", client_id: client.client_id });
    }
    expect((await connect(house, ada, client)).access_token).toBeTruthy();
  });

  it("ties a client to a domain, and takes it back; other spellings are refused", async () => {
    const { client_id } = await registerClient(house);
    const put = (domain: unknown) => house.send("PUT", `${base}/${client_id}/verified-domain`, { token: admin.token, body: { domain } });
    expect((await put("app.example.com")).json).toMatchObject({ verified_domain: "app.example.com" });
    for (const bad of ["https://app.example.com", "app.example.com/x", "APP.example.com", "localhost", "127.0.0.1", "*.example.com", ""]) expect([bad, (await put(bad)).status]).toEqual([bad, 400]);
    expect((await put(null)).json).not.toHaveProperty("verified_domain");
  });

  it("sees identical registrations as one, whatever their port on loopback, with who uses them", async () => {
    for (const port of [1001, 1002, 1003]) await registerClient(house, { client_name: "Claude", redirect_uris: [`http://localhost:${port}/callback`] });
    const used = await registerClient(house, { client_name: "Claude", redirect_uris: ["http://localhost:1004/callback"] });
    await registerClient(house, { client_name: "Claude", redirect_uris: ["http://localhost:1004/other"] });
    await connectAt(used, "http://localhost:5555/callback");
    const { data } = (await house.send("GET", "/api/v1/oauth-client-groups?search=claude", { token: admin.token })).json as { data: Record<string, unknown>[] };
    expect(data.map(({ client_name, clients, live_grants, people }) => [client_name, clients, live_grants, people])).toEqual([["Claude", 1, 0, 0], ["Claude", 4, 1, 1]]);
    expect(data[1]!.members).toHaveLength(4);
    expect((data[1]!.members as object[])[0]).toMatchObject({ id: used.client_id, status: "active", live_grants: 1 });
  });

  it("pages through the groups and filters them by kind, state and words", async () => {
    const get = async (query: string) => (await house.send("GET", `/api/v1/oauth-client-groups?${query}`, { token: admin.token })).json as { data: { key: string; kind: string; blocked: number }[]; next_cursor?: string };
    const all = (await get("limit=100")).data.map(({ key }) => key);
    const paged: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page: Awaited<ReturnType<typeof get>> = await get(`limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.data.map(({ key }) => key));
      cursor = page.next_cursor;
    }
    expect(paged).toEqual(all);
    expect((await get("kind=registered")).data.every(({ kind }) => kind === "registered")).toBe(true);
    const { client_id } = await registerClient(house, { client_name: "100%_sure" });
    await act(admin, client_id, "block");
    expect((await get("status=blocked")).data).toMatchObject([{ blocked: 1 }]);
    expect((await get("search=100%25_s")).data).toHaveLength(1);
    expect((await get("search=%25%25")).data).toHaveLength(0);
  });
});

async function connectAt(client: TestClient, redirect: string): Promise<void> {
  const browser = new Browser(house, grace);
  const handle = await begin(browser, client, { redirect_uri: redirect, scope: "agents:read" });
  await decide(browser, handle, { scope: ["agents:read"] });
}
