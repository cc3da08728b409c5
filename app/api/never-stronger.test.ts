import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { ask } from "@/lib/testing/oauth-flow";

/** What is made, changed or renewed is never stronger than who does it (SECURITY: children and their parents). */

let house: House;
let admin: Person;
let ada: Person;
let organizationId: string;
beforeAll(async () => {
  house = await openHouse();
  [admin, ada] = [await house.signUp("admin"), await house.signUp("ada")];
  // an administrator of the house and a plain person manage one organization
  organizationId = ((await house.send("POST", "/api/v1/organizations", { token: admin.token, body: { name: "Maps" } })).json as { id: string }).id;
  await db().membership.create({ data: { organizationId, userId: ada.id, role: "admin" } });
});
afterAll(() => house.close());

type Json = Record<string, unknown> & { id: string; key: string; token: string; client_id: string; client_secret: string; access_token: string; scope: string };
const send = async (method: string, path: string, token: string, body?: object, headers: Record<string, string> = {}) => {
  const answer = await house.send(method, `/api/v1${path}`, { token, headers, ...(body && { body }) });
  return { status: answer.status, json: answer.json as Json };
};
const verify = async (token: string) => (await house.send("GET", "/api/v1/auth/verify", { token })).json as { user: { id: string; role: string }; scopes: string[]; valid?: boolean };
const oauth = async (fields: Record<string, string>) => (await ask(house, "/oauth/token", fields)).json as Json;
const alone = { grant_types: ["client_credentials"], token_endpoint_auth_method: "client_secret_post" };

async function later<Result>(seconds: number, run: () => Promise<Result>): Promise<Result> {
  const { now } = clock;
  clock.now = () => new Date(Date.now() + seconds * 1000);
  try {
    return await run();
  } finally {
    clock.now = now;
  }
}

describe("an app that may only manage keys", () => {
  it("gets no personal API token, which may all that its person may and never ends", async () => {
    const app = await connectApp(ada, { scopes: ["keys:read", "keys:write"] });
    expect((await send("POST", "/users/me/api-token", app.token)).json).toMatchObject({ code: "FORBIDDEN" });
    expect(await db().credential.count({ where: { userId: ada.id, kind: "personal_token" } })).toBe(0);
  });

  it("registers no client that acts for its person by itself, makes none of one that stands, and gets the secret of none", async () => {
    const app = await connectApp(ada, { scopes: ["keys:read", "keys:write"] });
    const made = await send("POST", "/oauth-clients", app.token, { client_name: "Robot", ...alone });
    expect(made.json).toMatchObject({ code: "FORBIDDEN", error: expect.stringContaining("sign in") });
    const plain = await send("POST", "/oauth-clients", app.token, { client_name: "App", redirect_uris: ["https://app.example.com/cb"], token_endpoint_auth_method: "client_secret_post" });
    expect(plain.status).toBe(201);
    expect((await send("PATCH", `/oauth-clients/${plain.json.id}`, app.token, { grant_types: ["authorization_code", "client_credentials"] })).json).toMatchObject({ code: "FORBIDDEN" });
    const robot = (await send("POST", "/oauth-clients", ada.token, { client_name: "Robot", ...alone })).json;
    expect((await send("POST", `/oauth-clients/${robot.id}/rotate-secret`, app.token)).json).toMatchObject({ code: "FORBIDDEN" });
    expect((await send("PATCH", `/oauth-clients/${robot.id}`, app.token, { token_endpoint_auth_method: "private_key_jwt", jwks_uri: "https://evil.example/keys" })).json).toMatchObject({ code: "FORBIDDEN" });
    expect((await send("PATCH", `/oauth-clients/${robot.id}`, app.token, { client_name: "Renamed" })).status).toBe(200);
  });

  it("turns no webhook elsewhere and reads none of its messages: they are of the audit log", async () => {
    const { json: webhook } = await send("POST", "/webhooks", admin.token, { url: "http://127.0.0.1:9/hooks", events: ["*"], everything: true });
    const blind = await connectApp(admin, { scopes: ["keys:read", "keys:write"] });
    const reader = await connectApp(admin, { scopes: ["keys:read", "keys:write", "audit:read"] });
    for (const { token } of [blind, reader]) {
      expect((await send("PATCH", `/webhooks/${webhook.id}`, token, { url: "http://127.0.0.1:9/elsewhere" })).status).toBe(403);
      expect((await send("POST", `/webhooks/${webhook.id}/rotate-secret`, token)).status).toBe(403);
      expect((await send("GET", `/webhooks/${webhook.id}/deliveries`, token)).status).toBe(403);
    }
    expect((await db().webhook.findUniqueOrThrow({ where: { id: webhook.id } })).url).toBe("http://127.0.0.1:9/hooks");
    const { json: own } = await send("POST", "/webhooks", admin.token, { url: "http://127.0.0.1:9/hooks", events: ["api_key.*"] });
    expect((await send("PATCH", `/webhooks/${own.id}`, blind.token, { events: ["*"] })).json).toMatchObject({ code: "FORBIDDEN", required_scope: "audit:read" });
    expect((await send("PATCH", `/webhooks/${own.id}`, reader.token, { events: ["*"] })).status).toBe(200);
  });
});

describe("who manages an organization together with somebody stronger", () => {
  it("gets a token that acts as themselves by the secret of a client which they rotate, and widens no client that acts for another", async () => {
    const robot = (await send("POST", "/oauth-clients", admin.token, { client_name: "Robot", organization_id: organizationId, scope: "agents:read", ...alone })).json;
    expect(await verify((await oauth({ grant_type: "client_credentials", client_id: robot.client_id, client_secret: robot.client_secret })).access_token)).toMatchObject({ user: { id: admin.id } });
    for (const change of [{ scope: "admin" }, { scope: null }, { token_endpoint_auth_method: "client_secret_basic" }, { grant_types: ["client_credentials", "authorization_code"], redirect_uris: ["https://app.example.com/cb"] }, { resources: ["http://localhost:3000/api"] }]) {
      expect((await send("PATCH", `/oauth-clients/${robot.id}`, ada.token, change)).json).toMatchObject({ code: "FORBIDDEN", error: expect.stringContaining("admin") });
    }
    // as the page sends it: what stays as it was is no change
    expect((await send("PATCH", `/oauth-clients/${robot.id}`, ada.token, { client_name: "Night robot", scope: "agents:read", ...alone })).status).toBe(200);
    const { client_secret } = (await send("POST", `/oauth-clients/${robot.id}/rotate-secret`, ada.token)).json;
    const token = (await oauth({ grant_type: "client_credentials", client_id: robot.client_id, client_secret })).access_token;
    expect(await verify(token)).toMatchObject({ user: { id: ada.id, role: "user" } });
  });

  it("acts as nobody stronger by an earlier secret: a client or key that a stronger person takes over has no overlap", async () => {
    const robot = (await send("POST", "/oauth-clients", ada.token, { client_name: "Robot", organization_id: organizationId, ...alone })).json;
    expect((await send("POST", `/oauth-clients/${robot.id}/rotate-secret`, admin.token, { overlap_seconds: 60 })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "overlap_seconds" }] });
    expect((await send("POST", `/oauth-clients/${robot.id}/rotate-secret`, admin.token)).status).toBe(200);
    expect(await oauth({ grant_type: "client_credentials", client_id: robot.client_id, client_secret: robot.client_secret })).toMatchObject({ error: "invalid_client" });

    const key = (await send("POST", "/api-keys", ada.token, { name: "Robot", organization_id: organizationId })).json;
    expect((await send("POST", `/api-keys/${key.id}/rotate`, admin.token, { overlap_seconds: 60 })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "overlap_seconds" }] });
    expect(await verify(key.key)).toMatchObject({ user: { id: ada.id } });
    expect((await send("POST", `/api-keys/${key.id}/rotate`, admin.token)).status).toBe(200);
  });

  it("takes no overlap either from whose groups they do not share", async () => {
    const key = (await send("POST", "/api-keys", admin.token, { name: "Robot", organization_id: organizationId, scopes: ["agents:read"] })).json;
    await db().user.update({ where: { id: ada.id }, data: { groups: ["ops"] } });
    await house.send("PATCH", `/api/v1/users/${ada.id}`, { token: admin.token, body: { groups: ["ops"] } });
    expect((await send("POST", `/api-keys/${key.id}/rotate`, ada.token, { overlap_seconds: 60 })).json).toMatchObject({ issues: [{ path: "overlap_seconds" }] });
    await house.send("PATCH", `/api/v1/users/${ada.id}`, { token: admin.token, body: { groups: [] } });
  });
});

describe("a key that passes to another person by its rotation", () => {
  it("may what it could before and no more, whatever the role of who holds it now", async () => {
    const key = (await send("POST", "/api-keys", ada.token, { name: "Follows", organization_id: organizationId })).json;
    const before = (await verify(key.key)).scopes;
    const { key: next } = (await send("POST", `/api-keys/${key.id}/rotate`, admin.token)).json;
    expect(await verify(next)).toMatchObject({ user: { id: admin.id }, scopes: before });
  });

  it("wakes no scope that the role of its former person no longer reached", async () => {
    await house.send("PATCH", `/api/v1/users/${ada.id}`, { token: admin.token, body: { role: "developer" } });
    const key = (await send("POST", "/api-keys", ada.token, { name: "Strong once", organization_id: organizationId, scopes: ["agents:read", "models:write"] })).json;
    await house.send("PATCH", `/api/v1/users/${ada.id}`, { token: admin.token, body: { role: "user" } });
    expect((await verify(key.key)).scopes).toEqual(["agents:read"]);
    const { key: next } = (await send("POST", `/api-keys/${key.id}/rotate`, admin.token, { current_key: key.key })).json;
    expect((await verify(next)).scopes).toEqual(["agents:read"]);
  });

  it("is not made to follow its person's role by somebody with a weaker one", async () => {
    const key = (await send("POST", "/api-keys", admin.token, { name: "Narrow", organization_id: organizationId, scopes: ["agents:read"] })).json;
    const { json } = await send("PATCH", `/api-keys/${key.id}`, ada.token, { scopes: null });
    expect(json).toMatchObject({ code: "FORBIDDEN", required_scope: expect.any(String) });
    expect((await verify(key.key)).scopes).toEqual(["agents:read"]);
    expect((await send("PATCH", `/api-keys/${key.id}`, admin.token, { scopes: null })).status).toBe(200);
  });
});

describe("a signed token that is exchanged for a fresh one", () => {
  const make = async (by: string, body: object = {}) => ((await send("POST", "/auth/tokens", by, { name: "Job", ...body })).json as unknown as { token: string; api_token: { id: string } });
  const refresh = async (token: string) => (await send("POST", "/auth/refresh", token)).json as unknown as { data: { token: string; expires_at: string } };
  const left = (expiresAt: string, from = Date.now()) => Math.round((Date.parse(expiresAt) - from) / 1000);

  it("lives as long as it was made for, however often that is done", async () => {
    const { token } = await make(ada.token, { expires_in: 1000 });
    const second = await later(900, () => refresh(token));
    expect(left(second.data.expires_at) - 900).toBeCloseTo(1000, -1);
    const third = await later(1800, () => refresh(second.data.token));
    expect(left(third.data.expires_at) - 1800).toBeCloseTo(1000, -1);
  });

  it("does not outlive the end that its owner has set", async () => {
    for (const made of [{ expires_in: 100_000 }, {}]) {
      const { token, api_token: { id } } = await make(ada.token, made);
      expect((await send("PATCH", `/credentials/${id}`, ada.token, { expires_in: 600 })).status).toBe(200);
      expect(left((await refresh(token)).data.expires_at)).toBeLessThanOrEqual(600);
    }
  });

  it("does not outlive the connection of the app that made it", async () => {
    const app = await connectApp(ada, { scopes: ["keys:read", "keys:write"] });
    const { token } = await make(app.token);
    const { expiresAt } = await db().credential.findUniqueOrThrow({ where: { id: app.grantId } });
    const fresh = await later(20 * 86_400, () => refresh(token));
    expect(Date.parse(fresh.data.expires_at)).toBeLessThanOrEqual(expiresAt!.getTime());
  });
});

it("one Idempotency-Key for two keys rotates both: what is repeated is the same request at the same address", async () => {
  const headers = { "idempotency-key": "rotation-of-november" };
  const [one, two] = [(await send("POST", "/api-keys", ada.token, { name: "One" })).json, (await send("POST", "/api-keys", ada.token, { name: "Two" })).json];
  const rotate = async (id: string) => (await send("POST", `/api-keys/${id}/rotate`, ada.token, {}, headers)).json;
  const [first, second] = [await rotate(one.id), await rotate(two.id)];
  expect([first.id, second.id]).toEqual([one.id, two.id]);
  expect((await rotate(one.id)).key).toBe(first.key);
});
