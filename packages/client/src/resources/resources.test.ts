import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "@/lib/testing/house";
import { connect, registerClient } from "@/lib/testing/oauth-flow";
import { serveHouse, type ServedHouse } from "@/lib/testing/serve-house";
import { createClient, oauthTokens, type Client, type OauthTokens } from "@keyhouse/client";
import { acceptsIdempotencyKey } from "./accepts-idempotency-key";

let house: ServedHouse;
let person: Person;
let client: Client;

beforeAll(async () => {
  house = await serveHouse();
  await house.signUp("admin");
  person = await house.signUp();
  client = createClient({ baseUrl: house.origin, apiToken: person.token, env: {} });
});

afterAll(() => house.close());

describe("typed calls", () => {
  it("create, show, change, rotate and delete by name", async () => {
    const { id, key } = await client.apiKeys.create({ name: "ci", scopes: ["agents:read"] });
    expect(await client.apiKeys.get(id)).toMatchObject({ id, name: "ci", scopes: ["agents:read"] });
    expect(await client.apiKeys.update(id, { name: "build" })).toMatchObject({ name: "build" });
    expect((await client.apiKeys.rotate(id, { overlap_seconds: 60 })).key).not.toBe(key);
    await client.apiKeys.delete(id);
    await expect(client.apiKeys.get(id)).rejects.toMatchObject({ status: 404, code: "NOT_FOUND" });
  });

  it("are one page where they are awaited, and every row where they are iterated", async () => {
    for (let number = 1; number <= 5; number++) await client.apiKeys.create({ name: `page ${number}` });
    const before = house.asked.length;
    const page = await client.apiKeys.list({ limit: 2 });
    expect([page.data.length, typeof page.next_cursor, house.asked.length - before]).toEqual([2, "string", 1]);
    const names: string[] = [];
    for await (const row of client.apiKeys.list({ limit: 2 })) names.push(row.name);
    expect(names).toEqual(["page 5", "page 4", "page 3", "page 2", "page 1"]);
    expect(house.asked.slice(before + 1).map((path) => path.replace(/cursor=[^&]+/, "cursor=…"))).toEqual(["/api/v1/api-keys?limit=2", "/api/v1/api-keys?limit=2&cursor=…", "/api/v1/api-keys?limit=2&cursor=…"]);
  });

  it("ask for nothing before they are awaited, and no further than somebody looks", async () => {
    const before = house.asked.length;
    const list = client.apiKeys.list({ limit: 2 });
    expect(house.asked.length).toBe(before);
    for await (const row of list) if (row) break;
    expect(house.asked.length).toBe(before + 1);
  });

  it("keep what is put into a path inside its place", async () => {
    await expect(client.apiKeys.get("../users/me")).rejects.toMatchObject({ status: 404 });
    expect(house.asked.at(-1)).toBe("/api/v1/api-keys/..%2Fusers%2Fme");
  });

  it("with the same Idempotency-Key are done once", async () => {
    const [first, second] = [await client.apiKeys.create({ name: "once" }, { idempotencyKey: "one" }), await client.apiKeys.create({ name: "once" }, { idempotencyKey: "one" })];
    expect(second.key).toBe(first.key);
  });
});

it("an Idempotency-Key goes where the server keeps one, and nowhere else", () => {
  for (const path of ["/api/v1/api-keys", "/api/api-keys", "/api/v1/api-keys/key_1/rotate"]) expect(acceptsIdempotencyKey("POST", path), path).toBe(true);
  for (const path of ["/api/v1/api-keys/verify", "/api/v1/auth/login", "/mcp", "/api/v1/api-keys/key_1/rotate/x"]) expect(acceptsIdempotencyKey("POST", path), path).toBe(false);
  expect(acceptsIdempotencyKey("GET", "/api/v1/api-keys")).toBe(false);
});

describe("the tokens of an OAuth login", () => {
  const signIn = async (expiresAt: string) => {
    const app = await registerClient(house);
    const { access_token, refresh_token } = await connect(house, person, app, { resource: house.origin });
    const kept: OauthTokens[] = [];
    const tokenSource = oauthTokens({ clientId: app.client_id, tokens: { access_token, refresh_token, expires_at: expiresAt }, onTokens: (tokens) => void kept.push(tokens) });
    return { kept, access_token, refresh_token, client: createClient({ baseUrl: house.origin, tokenSource, env: {} }) };
  };

  it("are used while they live", async () => {
    const { client, kept } = await signIn(new Date(Date.now() + 3_600_000).toISOString());
    expect(await client.me.get()).toMatchObject({ id: person.id });
    expect(kept).toEqual([]);
  });

  it("are renewed once for parallel calls, and the new pair is handed out to be kept", async () => {
    const { client, kept, access_token, refresh_token } = await signIn(new Date(Date.now() - 1000).toISOString());
    const answers = await Promise.all(Array.from({ length: 5 }, () => client.me.get()));
    expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 5 }, () => person.id));
    expect(kept).toHaveLength(1);
    expect(kept[0]!.access_token).not.toBe(access_token);
    expect(kept[0]!.refresh_token).not.toBe(refresh_token);
    expect(Date.parse(kept[0]!.expires_at!)).toBeGreaterThan(Date.now());
  });

  it("that were revoked say that somebody has to sign in again", async () => {
    const { client } = await signIn(new Date(Date.now() + 3_600_000).toISOString());
    await client.me.get();
    const mine = createClient({ baseUrl: house.origin, apiToken: person.token, env: {} });
    for await (const app of mine.connectedApps.list()) if (app.status === "active") await mine.connectedApps.revoke(app.id);
    await expect(client.me.get()).rejects.toMatchObject({ code: "LOGIN_REQUIRED", status: 401 });
  });
});
