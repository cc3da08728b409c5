import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { connectApp } from "@/lib/testing/connect-app";
import { addMember, newOrganization } from "@/lib/testing/organization-samples";

let house: House;
let chief: Person;
beforeAll(async () => {
  house = await openHouse();
  chief = await house.signUp("chief");
});
afterAll(() => house.close());

const newKey = async (by: Person, organization_id: string, name: string) => (await house.send("POST", "/api/v1/api-keys", { token: by.token, body: { name, organization_id } })).json as { id: string; key: string };
const works = async (apiKey: string) => (await house.send("GET", "/api/v1/auth/verify", { apiKey })).status;
const departure = (by: Person, id: string, userId: string) => house.send("GET", `/api/v1/organizations/${id}/members/${userId}/departure`, { token: by.token });
const remove = (by: Person, id: string, userId: string, body?: object) => house.send("DELETE", `/api/v1/organizations/${id}/members/${userId}`, { token: by.token, ...(body && { body }) });

/** `leaver` is admin of an organization of `owner`, and made a key there; keys end with the membership unless it is said otherwise. */
async function furnish() {
  const [owner, leaver, member] = [await house.signUp(), await house.signUp(), await house.signUp()];
  const id = await newOrganization(house, owner);
  await addMember(id, leaver, "admin");
  await addMember(id, member, "member");
  return { id, owner, leaver, member, key: await newKey(leaver, id, "Night job") };
}

describe("what a member would leave behind", () => {
  it("is told to owners, admins and the member: keys by name and last use, connections, apps and the heir; no secret", async () => {
    const { id, owner, leaver, key } = await furnish();
    const { grantId } = await connectApp(leaver, { scopes: ["agents:read"] });
    await db().credential.update({ where: { id: grantId }, data: { organizationId: id } });
    await house.send("POST", "/api/v1/oauth-clients", { token: leaver.token, body: { client_name: "Maps", redirect_uris: ["http://localhost:1/callback"], organization_id: id } });
    const answer = await departure(owner, id, leaver.id);
    expect([answer.status, answer.json]).toMatchObject([200, { keys: [{ id: key.id, name: "Night job" }], more_keys: 0, connections: 1, apps: ["Maps"], heir: { user_id: owner.id, username: owner.username } }]);
    expect(answer.text).not.toContain(key.key);
    expect((await departure(leaver, id, leaver.id)).json).toEqual(answer.json);
  });

  it("is not told to other members, nor to strangers; of the last owner it names no heir", async () => {
    const { id, owner, leaver, member } = await furnish();
    expect((await departure(member, id, leaver.id)).json).toMatchObject({ code: "FORBIDDEN", required_role: "admin" });
    expect((await departure(await house.signUp(), id, leaver.id)).status).toBe(404);
    expect((await departure(leaver, id, owner.id)).json).not.toHaveProperty("heir");
  });
});

describe("whoever sends a member away says what becomes of their keys", () => {
  it("they pass to the owner although the organization ends keys with their makers", async () => {
    const { id, owner, leaver, key } = await furnish();
    expect((await remove(owner, id, leaver.id, { keys: "transfer" })).status).toBe(200);
    expect(await works(key.key)).toBe(200);
    expect((await house.send("GET", `/api/v1/api-keys/${key.id}`, { token: owner.token })).json).toMatchObject({ created_by: { username: owner.username } });
  });

  it("they are revoked although the organization keeps them", async () => {
    const { id, owner, leaver, key } = await furnish();
    await house.send("PATCH", `/api/v1/organizations/${id}`, { token: owner.token, body: { keys_outlive_members: true } });
    expect((await remove(owner, id, leaver.id, { keys: "revoke" })).status).toBe(200);
    expect(await works(key.key)).toBe(401);
  });

  it("an administrator who deletes an account says it for all organizations that go on, and is told before which keys those are", async () => {
    const { id, leaver, key } = await furnish();
    const told = (await house.send("GET", `/api/v1/users/${leaver.id}/deletion`, { token: chief.token })).json as { organizations: { id: string; keys: string[] }[] };
    expect(told.organizations.find((one) => one.id === id)).toMatchObject({ fate: "left", keeps_keys: false, keys: ["Night job"] });
    expect((await house.send("DELETE", `/api/v1/users/${leaver.id}`, { token: chief.token, body: { keys: "transfer" } })).status).toBe(200);
    expect(await works(key.key)).toBe(200);
  });

  it("who leaves has no say: the organization has set it", async () => {
    const { id, leaver, key } = await furnish();
    expect((await remove(leaver, id, leaver.id, { keys: "transfer" })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "keys" }] });
    expect((await remove(leaver, id, leaver.id)).status).toBe(200);
    expect(await works(key.key)).toBe(401);
  });
});
