import { afterEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { connectionRecorder } from "@/lib/oauth/doctor/record";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { Browser, begin } from "@/lib/testing/oauth-flow";

let house: House;
let admin: Person;
afterEach(() => house.close());

async function open(mode: string): Promise<void> {
  house = await openHouse({ CLIENT_REGISTRATION: mode });
  admin = await house.signUp("admin");
}

const metadata = { client_name: "An app", redirect_uris: ["https://app.example.com/callback"] };
const register = (token?: string) => house.send("POST", "/oauth/register", { token, body: metadata });
const newToken = async (body: object = {}) => (await house.send("POST", "/api/v1/initial-access-tokens", { token: admin.token, body: { name: "For a test", ...body } })).json as { id: string; token: string };
const statusOf = async (clientId: string) => (await db().oauthClient.findUniqueOrThrow({ where: { clientId } })).status;

describe("registration by approval", () => {
  it("gives a client_id that waits: its request for authorization is a page that says so, until an administrator approves it", async () => {
    await open("approval");
    const answer = await register();
    const client = answer.json as { client_id: string };
    expect([answer.status, await statusOf(client.client_id)]).toEqual([201, "pending"]);
    const browser = new Browser(house, admin);
    const page = await browser.get(`/oauth/authorize?client_id=${client.client_id}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback&response_type=code`);
    expect([page.status, page.headers.get("location")]).toEqual([400, null]);
    expect(page.text).toContain("approv");
    const groups = (await house.send("GET", "/api/v1/oauth-client-groups?status=pending", { token: admin.token })).json as { data: { pending: number }[] };
    expect(groups.data).toMatchObject([{ pending: 1 }]);
    expect((await house.send("POST", `/api/v1/oauth-clients/${client.client_id}/approve`, { token: admin.token })).json).toMatchObject({ status: "active" });
    expect(await begin(browser, client)).toBeTruthy();
    expect((await house.send("POST", `/api/v1/oauth-clients/${client.client_id}/approve`, { token: admin.token })).status).toBe(409);
  });

  it("makes the client active at once with an initial access token", async () => {
    await open("approval");
    const { token } = await newToken();
    expect(await statusOf(((await register(token)).json as { client_id: string }).client_id)).toBe("active");
  });
});

describe("registration that is off", () => {
  it("is not in the metadata, and answers 401 with the reason", async () => {
    await open("off");
    expect((await house.send("GET", "/.well-known/oauth-authorization-server")).json).not.toHaveProperty("registration_endpoint");
    const answer = await register();
    expect([answer.status, answer.json]).toEqual([401, { error: "invalid_token", error_description: expect.stringContaining("initial access token") }]);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer /);
    await connectionRecorder().flush();
    expect(await db().connectionEvent.findFirst({ where: { step: "registration" } })).toMatchObject({ succeeded: false, cause: "registration_off" });
    expect(await db().oauthClient.count()).toBe(0);
  });

  it("RFC 7591, section 3: is open to whoever holds an initial access token", async () => {
    await open("off");
    const { token, id } = await newToken({ uses: 2 });
    const { client_id } = (await register(token)).json as { client_id: string };
    expect(await statusOf(client_id)).toBe("active");
    expect((await register(token)).status).toBe(201);
    expect((await register(token)).status).toBe(401);
    const [listed] = ((await house.send("GET", "/api/v1/initial-access-tokens", { token: admin.token })).json as { data: object[] }).data;
    expect(listed).toMatchObject({ id, status: "used_up", remaining_uses: 0, last_used_at: expect.any(String) });
    expect(JSON.stringify(listed)).not.toContain(token);
    expect(await db().auditEvent.findFirst({ where: { targetId: client_id } })).toMatchObject({ detail: { initial_access_token: id } });
  });

  it("refuses a token that is invented, mistyped, revoked, expired or of another kind", async () => {
    await open("off");
    const revoked = await newToken();
    await house.send("DELETE", `/api/v1/initial-access-tokens/${revoked.id}`, { token: admin.token });
    const expired = await newToken({ expires_in: 1 });
    await db().initialAccessToken.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const key = (await house.send("POST", "/api/v1/api-keys", { token: admin.token, body: { name: "A key" } })).json as { key: string };
    for (const token of [revoked.token, expired.token, key.key, admin.token, "x", `${expired.token}a`]) {
      const answer = await register(token);
      expect([answer.status, (answer.json as { error: string }).error]).toEqual([401, "invalid_token"]);
    }
    expect((await house.send("POST", "/oauth/register", { body: metadata, headers: { authorization: "Basic eDp5" } })).status).toBe(401);
    expect(await db().oauthClient.count()).toBe(0);
  });

  it("counts each use once: of sixteen at the same moment with a token for three, three register", async () => {
    await open("off");
    const { token } = await newToken({ uses: 3 });
    const statuses = (await Promise.all(Array.from({ length: 16 }, () => register(token)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(3);
    expect(await db().oauthClient.count()).toBe(3);
    expect((await db().initialAccessToken.findFirstOrThrow()).remainingUses).toBe(0);
  });
});
