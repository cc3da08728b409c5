import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { connectApp } from "@/lib/testing/connect-app";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
let admin: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("chief");
});
afterAll(() => house.close());

type Listed = { id: string; kind: string; name: string; scopes: string[]; status: string };
const list = async (id: string, query = "") => ((await house.send("GET", `/api/v1/users/${id}/credentials${query}`, { token: admin.token })).json as { data: Listed[]; next_cursor?: string });
const revoke = (userId: string, id: string, by: Person = admin) => house.send("DELETE", `/api/v1/users/${userId}/credentials/${id}`, { token: by.token });
const works = async (secret: string) => (await house.send("GET", "/api/v1/auth/verify", { token: secret })).status;

/** One credential of each kind, with its secret. */
async function furnish(person: Person): Promise<Record<string, string>> {
  const post = async (path: string, body?: object) => (await house.send("POST", `/api/v1/${path}`, { token: person.token, ...(body && { body }) })).json;
  const { key } = (await post("api-keys", { name: "Robot", scopes: ["agents:read"], allowed_ips: ["127.0.0.1"] })) as { key: string };
  const { token: personal } = (await post("users/me/api-token")) as { token: string };
  const { token: apiToken } = (await post("auth/tokens", { name: "Claude" })) as { token: string };
  const { data } = (await post("auth/token", { username: person.username, password: goodPassword })) as { data: { token: string } };
  return { session: person.token, api_key: key, personal_token: personal, api_token: apiToken, access_token: data.token, grant: (await connectApp(person)).token };
}

describe("what acts for an account", () => {
  it("is listed to administrators whatever its kind, with its limits and its last use, and without any secret", async () => {
    const person = await house.signUp();
    const secrets = await furnish(person);
    await house.send("GET", "/api/v1/auth/verify", { token: secrets["api_key"]!, headers: { "user-agent": "curl/8" } });
    const answer = await house.send("GET", `/api/v1/users/${person.id}/credentials`, { token: admin.token });
    const { data } = answer.json as { data: Listed[] };
    expect(data.map(({ kind }) => kind).sort()).toEqual(Object.keys(secrets).sort());
    expect(data.find(({ kind }) => kind === "api_key")).toMatchObject({ name: "Robot", scopes: ["agents:read"], allowed_ips: ["127.0.0.1"], status: "active", environment: "live", created_at: expect.any(String) });
    expect(data.find(({ kind }) => kind === "grant")).toMatchObject({ app: { name: "Test agent" } });
    for (const secret of [...Object.values(secrets), person.refreshToken]) expect(answer.text).not.toContain(secret);
    const hashes = await db().credentialSecret.findMany({ where: { credential: { userId: person.id } } });
    for (const { hash, ciphertext } of hashes) for (const kept of [hash, ciphertext]) if (kept) expect(answer.text).not.toContain(kept);
  });

  it("is listed by kind and page by page without gap; what was revoked, is over or never began is not there", async () => {
    const person = await house.signUp();
    await furnish(person);
    const base = { userId: person.id, name: "Gone", scopes: [], allowedIps: [] };
    const past = new Date(Date.now() - 1000);
    await db().credential.create({ data: { ...base, id: newId("ses"), kind: "session", expiresAt: past } });
    await db().credential.create({ data: { ...base, id: newId("key"), kind: "api_key", revokedAt: past } });
    await db().credential.create({ data: { ...base, id: newId("key"), kind: "api_key", name: "Expired", expiresAt: past } });
    expect((await list(person.id)).data.some(({ name }) => name === "Gone")).toBe(false);
    expect((await list(person.id, "?kind=api_key")).data.map(({ name, status }) => [name, status])).toEqual([["Expired", "expired"], ["Robot", "active"]]);
    const seen: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page = await list(person.id, `?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });
});

describe("a credential that an administrator revokes", () => {
  it("is refused from the next request on, whatever its kind, and the others go on", async () => {
    const person = await house.signUp();
    const secrets = await furnish(person);
    for (const { id, kind } of (await list(person.id)).data) {
      expect([kind, await works(secrets[kind]!)]).toEqual([kind, 200]);
      expect((await revoke(person.id, id)).status).toBe(200);
      expect([kind, await works(secrets[kind]!)]).toEqual([kind, 401]);
    }
    expect((await list(person.id)).data).toEqual([]);
  });

  it("stands in the log of the administrator and of its owner, who is told by mail", async () => {
    const person = await house.signUp();
    await furnish(person);
    const { id } = (await list(person.id, "?kind=api_key")).data[0]!;
    await revoke(person.id, id);
    const events = (await house.send("GET", "/api/v1/audit-events?action=api_key.revoked", { token: person.token })).json as { data: object[] };
    expect(events.data).toMatchObject([{ action: "api_key.revoked", actor: { name: "chief" }, target: { id, name: "Robot" }, detail: { reason: "revoked_by_admin" } }]);
    expect(await db().mail.findMany({ where: { userId: person.id, subject: { contains: "took back access" } } })).toHaveLength(1);
  });

  it("must be of that account: one of somebody else's answers like one that does not exist, byte for byte", async () => {
    const [one, two] = [await house.signUp(), await house.signUp()];
    await furnish(two);
    const { id } = (await list(two.id, "?kind=api_key")).data[0]!;
    const [foreign, unknown] = [await revoke(one.id, id), await revoke(one.id, newId("key"))];
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect(foreign.text.replace(/req_\w+/, "")).toBe(unknown.text.replace(/req_\w+/, ""));
    expect((await list(two.id, "?kind=api_key")).data).toHaveLength(1);
  });

  it("is not for a key to revoke, nor for a session without the role", async () => {
    const person = await house.signUp();
    await furnish(person);
    const { id } = (await list(person.id, "?kind=api_key")).data[0]!;
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: admin.token, body: { name: "Strong", scopes: ["users:write"] } })).json as { key: string };
    expect((await house.send("DELETE", `/api/v1/users/${person.id}/credentials/${id}`, { apiKey: key })).status).toBe(403);
    expect((await revoke(person.id, id, await house.signUp())).json).toMatchObject({ code: "FORBIDDEN", required_scope: "users:write" });
  });
});

describe("what a deletion would take", () => {
  it("is told before: what stops working, which organizations go, stay or stand in the way, and which apps", async () => {
    const [person, other] = [await house.signUp("leaver"), await house.signUp()];
    await furnish(person);
    await house.send("POST", "/api/v1/oauth-clients", { token: person.token, body: { client_name: "Leaver's app", redirect_uris: ["http://localhost/cb"] } });
    const member = async (name: string, role: string, others: string) => {
      const id = newId("org");
      await db().organization.create({ data: { id, name, memberships: { create: [{ userId: person.id, role }, { userId: other.id, role: others }] } } });
    };
    await member("Held", "owner", "member");
    await member("Shared", "owner", "owner");
    const told = (await house.send("GET", `/api/v1/users/${person.id}/deletion`, { token: admin.token })).json as { organizations: { name: string; fate: string }[] };
    expect(told).toMatchObject({ credentials: { session: 1, api_key: 1, grant: 1, personal_token: 1, api_token: 1, access_token: 1 }, apps: [{ name: "Leaver's app", connections: 0 }] });
    const fates = () => told.organizations.map(({ name, fate }) => [name, fate]).sort();
    expect(fates()).toEqual([["Held", "blocks"], ["Shared", "left"], ["leaver's organization", "deleted"]].sort());
    expect((await house.send("DELETE", `/api/v1/users/${person.id}`, { token: admin.token })).json).toMatchObject({ code: "LAST_OWNER" });
    await db().membership.updateMany({ where: { userId: other.id, organization: { name: "Held" } }, data: { role: "owner" } });
    expect((await house.send("DELETE", `/api/v1/users/${person.id}`, { token: admin.token })).status).toBe(200);
    expect(await db().organization.findMany({ where: { name: { in: ["Held", "Shared", "leaver's organization"] } }, select: { name: true }, orderBy: { name: "asc" } })).toEqual([{ name: "Held" }, { name: "Shared" }]);
    expect(await db().oauthClient.count({ where: { name: "Leaver's app" } })).toBe(0);
  });
});
