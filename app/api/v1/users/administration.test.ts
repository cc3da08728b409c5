import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";

let house: House;
let admin: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("chief");
});
afterAll(() => house.close());

const put = (id: string, body: object, by: Person = admin) => house.send("PUT", `/api/v1/users/${id}`, { token: by.token, body });

describe("a role or group that an administrator sets", () => {
  it("shows at the very next request of the person's token, cookie, key and API token", async () => {
    const person = await house.signUp();
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K" } })).json as { key: string };
    const { token } = (await house.send("POST", "/api/v1/auth/tokens", { token: person.token, body: { name: "T" } })).json as { token: string };
    const all = [{ token: person.token }, { cookie: person.cookie }, { apiKey: key }, { token }];
    for (const sent of all) expect((await house.send("GET", "/api/v1/auth/verify", sent)).json).toMatchObject({ user: { role: "user" } });
    const changed = await put(person.id, { role: "developer", groups: ["platform", "engineering", "platform"] });
    expect(changed.json).toMatchObject({ id: person.id, role: "developer", groups: ["engineering", "platform"] });
    for (const sent of all) expect((await house.send("GET", "/api/v1/auth/verify", sent)).json).toMatchObject({ user: { role: "developer" }, groups: ["engineering", "platform"] });
  });

  it("is not for others to set: not for a developer, and not by a key without the scope", async () => {
    const person = await house.signUp();
    expect((await put(person.id, { role: "admin" }, person)).json).toMatchObject({ code: "FORBIDDEN", required_scope: "users:write" });
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: admin.token, body: { name: "Plain" } })).json as { key: string };
    expect((await house.send("PUT", `/api/v1/users/${person.id}`, { apiKey: key, body: { role: "admin" } })).status).toBe(403);
  });
});

describe("the last administrator", () => {
  it("cannot be demoted, suspended or deleted", async () => {
    for (const body of [{ role: "user" }, { suspended: true }]) expect([(await put(admin.id, body)).status, (await put(admin.id, body)).json]).toMatchObject([409, { code: "LAST_ADMIN" }]);
    expect((await house.send("DELETE", `/api/v1/users/${admin.id}`, { token: admin.token })).json).toMatchObject({ code: "LAST_ADMIN" });
  });

  it("remains when two administrators remove each other at once, sixteen times over", async () => {
    for (let round = 0; round < 16; round++) {
      const other = await house.signUp();
      await put(other.id, { role: "admin" });
      const answers = await Promise.all([put(admin.id, { role: "user" }, other), put(other.id, { role: "user" }, admin)]);
      const admins = await db().user.findMany({ where: { role: "admin" } });
      expect(admins).toHaveLength(1);
      expect(answers.map((answer) => answer.status).filter((status) => status === 200)).toHaveLength(1);
      if (admins[0]!.id !== admin.id) await put(admin.id, { role: "admin" }, other);
      await put(other.id, { role: "user" });
    }
  });
});

describe("the list of accounts", () => {
  it("searches, filters and pages without gap", async () => {
    await house.signUp("percent");
    const person = await house.signUp("Under-Score");
    await put(person.id, { groups: ["maps"] });
    const names = async (query: string) => ((await house.send("GET", `/api/v1/users?${query}`, { token: admin.token })).json as { data: { username: string }[] }).data.map((user) => user.username);
    expect(await names("search=under-sc")).toEqual(["Under-Score"]);
    expect(await names("search=%25")).toEqual([]);
    expect(await names("search=_")).toEqual([]);
    expect(await names("group=maps")).toEqual(["Under-Score"]);
    expect(await names("role=admin")).toEqual(["chief"]);
    expect((await house.send("GET", "/api/v1/users?role=god", { token: admin.token })).status).toBe(400);
    const all = await db().user.count();
    const seen: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page = (await house.send("GET", `/api/v1/users?limit=3${cursor && `&cursor=${cursor}`}`, { token: admin.token })).json as { data: { id: string }[]; next_cursor?: string };
      seen.push(...page.data.map((user) => user.id));
      cursor = page.next_cursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([all, all]);
  });
});

describe("a deleted account", () => {
  it("is gone with all its credentials and its personal organization, and the audit log still names it", async () => {
    const person = await house.signUp("leaver");
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K" } })).json as { key: string };
    expect((await house.send("DELETE", `/api/v1/users/${person.id}`, { token: admin.token })).status).toBe(200);
    for (const sent of [{ token: person.token }, { cookie: person.cookie }, { apiKey: key }]) expect((await house.send("GET", "/api/v1/auth/verify", sent)).status).toBe(401);
    expect(await db().organization.count({ where: { personalUserId: person.id } })).toBe(0);
    const events = (await house.send("GET", `/api/v1/audit-events?target_id=${person.id}`, { token: admin.token })).json as { data: { action: string; target: { name: string } }[] };
    expect(events.data.map((event) => [event.action, event.target.name])).toEqual([["user.deleted", "leaver"], ["user.registered", "leaver"]]);
  });
});

describe("a scope of the operator's own", () => {
  it("can be granted at once, asked for, and is held by nobody after it was deleted", async () => {
    const person = await house.signUp();
    expect((await house.send("POST", "/api/v1/scopes", { token: admin.token, body: { name: "maps:write", description: "Draw maps" } })).json).toMatchObject({ name: "maps:write", lowest_role: "user", built_in: false });
    expect((await house.send("POST", "/api/v1/scopes", { token: admin.token, body: { name: "maps:write", description: "Draw maps" } })).json).toMatchObject({ code: "CONFLICT", field: "name" });
    const { key } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "Maps", scopes: ["maps:write"] } })).json as { key: string };
    const scopes = async () => ((await house.send("GET", "/api/v1/auth/verify", { apiKey: key })).json as { scopes: string[] }).scopes;
    expect(await scopes()).toEqual(["maps:write"]);
    await house.send("PATCH", "/api/v1/scopes/maps%3Awrite", { token: admin.token, body: { lowest_role: "developer" } });
    expect(await scopes()).toEqual([]);
    await house.send("PATCH", "/api/v1/scopes/maps:write", { token: admin.token, body: { lowest_role: "user" } });
    expect(await scopes()).toEqual(["maps:write"]);
    await house.send("DELETE", "/api/v1/scopes/maps:write", { token: admin.token });
    expect(await scopes()).toEqual([]);
  });

  it("leaves the built-in ones as they are", async () => {
    expect((await house.send("DELETE", "/api/v1/scopes/admin", { token: admin.token })).status).toBe(409);
    expect((await house.send("PATCH", "/api/v1/scopes/users:write", { token: admin.token, body: { lowest_role: "viewer" } })).status).toBe(409);
    expect((await house.send("PATCH", "/api/v1/scopes/users:write", { token: admin.token, body: { description: "Change accounts" } })).status).toBe(200);
  });
});
