import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tagOf } from "@/lib/tags";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { Browser, connect, getCode, refresh, registerClient, type TestClient, type Tokens } from "@/lib/testing/oauth-flow";
import { useRecorder } from "@/lib/usage/record-use";

let house: House;
let person: Person;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("admin");
  person = await house.signUp();
});
afterAll(() => house.close());

type App = { id: string; name: string; scopes: string[]; status: string; client: { client_id: string }; expires_at: string; calls: number };
const list = async (query = "", who = person) => ((await house.send("GET", `/api/v1/connected-apps${query}`, { token: who.token })).json as { data: App[] }).data;
const appOf = async (client: TestClient, query = "") => (await list(query)).find((row) => row.client.client_id === client.client_id)!;
const whoami = (token: string, from = "127.0.0.1") => house.send("GET", "/api/v1/auth/verify", { token, from, headers: { "user-agent": "agent/1" } });
const patch = (id: string, body: object, token = person.token) => house.send("PATCH", `/api/v1/connected-apps/${id}`, { token, body });

async function connected(fields = {}): Promise<{ client: TestClient; tokens: Tokens; app: App }> {
  const client = await registerClient(house);
  const tokens = await connect(house, person, client, {}, fields);
  return { client, tokens, app: await appOf(client) };
}

describe("connected apps", () => {
  it("are listed with client, scopes, resource, first and last use, address and agent", async () => {
    const { client, tokens } = await connected();
    await whoami(tokens.access_token, "192.0.2.9");
    await whoami(tokens.access_token, "192.0.2.10");
    await useRecorder().flush();
    expect(await appOf(client)).toMatchObject({
      name: "Test app",
      status: "active",
      grant_type: "authorization_code",
      client: { client_id: client.client_id, name: "Test app", verified: false },
      scopes: ["agents:read", "keys:read", "keys:write"],
      resource: "http://localhost:3000/mcp",
      first_used_at: expect.any(String),
      last_used_at: expect.any(String),
      last_used_ip: "192.0.2.10",
      last_used_user_agent: "agent/1",
      calls: 2,
    });
  });

  it("are not those whose code nobody has exchanged", async () => {
    const client = await registerClient(house);
    await getCode(new Browser(house, person), client);
    expect(await appOf(client)).toBeUndefined();
    expect(await appOf(client, "?status=ended")).toBeUndefined();
  });

  it("narrowed act narrower with the tokens they hold, widened act wider", async () => {
    const { tokens, app } = await connected();
    expect((await patch(app.id, { scopes: ["keys:read"] })).json).toMatchObject({ scopes: ["keys:read"] });
    expect((await whoami(tokens.access_token)).json).toMatchObject({ scopes: ["keys:read"] });
    await patch(app.id, { scopes: ["keys:read", "audit:read"] });
    expect((await whoami(tokens.access_token)).json).toMatchObject({ scopes: ["audit:read", "keys:read"] });
    expect((await patch(app.id, { scopes: ["admin"] })).json).toMatchObject({ code: "FORBIDDEN", required_scope: "admin" });
  });

  it("given less time end sooner, given more end later, at most as late as connections do here", async () => {
    const { client, tokens, app } = await connected({ expires_in: "3600" });
    expect((await patch(app.id, { expires_in: 2_592_001 })).status).toBe(400);
    await patch(app.id, { expires_in: 86_400 });
    const row = await db().refreshToken.findFirstOrThrow({ where: { credentialId: app.id } });
    expect(row.expiresAt.getTime()).toBeGreaterThan(Date.now() + 80_000_000);
    expect((await refresh(house, client, tokens.refresh_token)).json).toMatchObject({ expires_in: 3600 });
    await patch(app.id, { expires_in: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await whoami(tokens.access_token)).json).toMatchObject({ code: "TOKEN_EXPIRED" });
    expect((await patch(app.id, { expires_in: 86_400 })).status).toBe(404);
    expect(await appOf(client, "?status=ended")).toMatchObject({ status: "expired" });
  });

  it("ended are dead at the next request, with all their tokens, and say why they ended", async () => {
    const { client, tokens, app } = await connected();
    const next = (await refresh(house, client, tokens.refresh_token)).json as Tokens;
    expect((await whoami(next.access_token)).status).toBe(200);
    expect((await house.send("DELETE", `/api/v1/connected-apps/${app.id}`, { token: person.token })).status).toBe(200);
    for (const token of [tokens.access_token, next.access_token]) expect((await whoami(token)).json).toMatchObject({ code: "INVALID_TOKEN" });
    expect((await refresh(house, client, next.refresh_token)).json).toMatchObject({ error: "invalid_grant", error_description: "This connection has ended. You disconnected it." });
    expect(await appOf(client)).toBeUndefined();
    expect(await appOf(client, "?status=ended")).toMatchObject({ status: "revoked", ended: { reason: "revoked_by_owner", text: "You disconnected it." } });
    expect((await house.send("DELETE", `/api/v1/connected-apps/${app.id}`, { token: person.token })).status).toBe(404);
    expect((await patch(app.id, { name: "Again" })).status).toBe(404);
  });

  it("ended by two at once are ended once", async () => {
    const { app } = await connected();
    const answers = await Promise.all(Array.from({ length: 8 }, () => house.send("DELETE", `/api/v1/connected-apps/${app.id}`, { token: person.token })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });

  it("cannot make themselves or others stronger than they are", async () => {
    const { tokens, app } = await connected();
    expect((await patch(app.id, { scopes: ["audit:read"] }, tokens.access_token)).json).toMatchObject({ code: "FORBIDDEN", required_scope: "audit:read" });
    await patch(app.id, { expires_in: 3600 });
    const longer = await patch(app.id, { expires_in: 2_000_000 }, tokens.access_token);
    expect(Date.parse((longer.json as App).expires_at)).toBeLessThanOrEqual(Date.now() + 3_600_000);
  });
});

describe("an organization's connection", () => {
  it("ends for whoever leaves the organization", async () => {
    const { id: organizationId } = await db().organization.create({ data: { id: "org_00000000000000000000000001", name: "Shared", keysOutliveMembers: true, memberships: { create: { userId: person.id, role: "member" } } } });
    const { tokens, client } = await connected({ organization_id: organizationId });
    expect((await house.send("GET", "/api/v1/organizations", { token: tokens.access_token })).status).toBe(403);
    expect((await whoami(tokens.access_token)).status).toBe(200);
    await db().membership.deleteMany({ where: { organizationId, userId: person.id } });
    await changeFeed().publish([tagOf.organization(organizationId)]);
    expect((await whoami(tokens.access_token)).status).toBe(401);
    expect((await refresh(house, client, tokens.refresh_token)).json).toMatchObject({ error: "invalid_grant" });
  });
});
