import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { addMember, newOrganization } from "@/lib/testing/organization-samples";

let house: House;
let chief: Person;
beforeAll(async () => {
  house = await openHouse();
  chief = await house.signUp("chief");
});
afterAll(() => house.close());

const as = (person: Person) => (method: string, path: string, body?: object) => house.send(method, `/api/v1/organizations${path}`, { token: person.token, ...(body && { body }) });
const newKey = async (person: Person, organization_id: string, body: object = {}) =>
  house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "K", organization_id, ...body } });
const verify = async (apiKey: string) => (await house.send("GET", "/api/v1/auth/verify", { apiKey })).status;

/** An organization with an owner, an admin and a member. */
async function furnish() {
  const [owner, admin, member] = [await house.signUp(), await house.signUp(), await house.signUp()];
  const id = await newOrganization(house, owner);
  await addMember(id, admin, "admin");
  await addMember(id, member);
  return { id, owner, admin, member };
}

describe("200 and 201", () => {
  it("an organization belongs to whoever made it, and shows what they are in it", async () => {
    const owner = await house.signUp();
    const made = await as(owner)("POST", "", { name: "Acme" });
    expect([made.status, made.json]).toMatchObject([201, { id: expect.stringMatching(/^org_/), name: "Acme", personal: false, role: "owner", keys_outlive_members: false, key_addresses_required: false }]);
    const { id } = made.json as { id: string };
    expect((await as(owner)("GET", `/${id}`)).json).toEqual(made.json);
    expect((await as(owner)("GET", "")).json).toMatchObject({ data: [{ personal: true, role: "owner" }, { id }] });
  });

  it("a member sees who else belongs to it, without their addresses; owners and admins see those", async () => {
    const { id, owner, admin, member } = await furnish();
    const list = async (person: Person) => ((await as(person)("GET", `/${id}/members`)).json as { data: { username: string; email?: string; role: string }[] }).data;
    expect((await list(member)).map(({ username, role }) => [username, role])).toEqual([[owner.username, "owner"], [admin.username, "admin"], [member.username, "member"]]);
    for (const row of await list(member)) expect(row).not.toHaveProperty("email");
    expect((await list(admin)).map(({ email }) => email)).toEqual([owner.email, admin.email, member.email]);
  });

  it("an admin of it sees the metadata of keys that others made for it, and revokes them", async () => {
    const { id, owner, admin } = await furnish();
    const { id: keyId, key } = (await newKey(owner, id)).json as { id: string; key: string };
    const seen = await house.send("GET", `/api/v1/api-keys?organization_id=${id}`, { token: admin.token });
    expect(seen.json).toMatchObject({ data: [{ id: keyId, created_by: { username: owner.username } }] });
    expect(seen.text).not.toContain(key);
    expect((await house.send("DELETE", `/api/v1/api-keys/${keyId}`, { token: admin.token })).status).toBe(200);
    expect(await verify(key)).toBe(401);
  });

  it("ownership is given away in one step: the member owns it, the former owner is admin", async () => {
    const { id, owner, member } = await furnish();
    expect((await as(owner)("POST", `/${id}/transfer-ownership`, { user_id: member.id })).json).toMatchObject({ user_id: member.id, role: "owner" });
    expect((await as(owner)("GET", `/${id}`)).json).toMatchObject({ role: "admin" });
    expect((await as(owner)("DELETE", `/${id}`)).status).toBe(403);
  });

  it("deleting it ends its keys at the next request and leaves people their accounts", async () => {
    const { id, owner, member } = await furnish();
    const { key } = (await newKey(owner, id)).json as { key: string };
    expect(await verify(key)).toBe(200);
    expect((await as(owner)("DELETE", `/${id}`)).status).toBe(200);
    expect(await verify(key)).toBe(401);
    expect((await as(member)("GET", `/${id}`)).status).toBe(404);
    expect((await as(member)("GET", "")).json).toMatchObject({ data: [{ personal: true }] });
  });

  it("owners and admins read its events in the audit log; members read their own", async () => {
    const { id, owner, admin, member } = await furnish();
    await as(owner)("PATCH", `/${id}`, { name: "Acme Maps" });
    const actions = async (person: Person) => ((await house.send("GET", `/api/v1/audit-events?organization_id=${id}`, { token: person.token })).json as { data: { action: string }[] }).data.map(({ action }) => action);
    expect(await actions(admin)).toEqual(["organization.updated", "organization.created"]);
    expect(await actions(member)).toEqual([]);
    await as(admin)("PATCH", `/${id}/members/${member.id}`, { role: "admin" });
    await as(admin)("PATCH", `/${id}/members/${member.id}`, { role: "member" });
    expect(await actions(member)).toEqual(["organization_member.role_changed", "organization_member.role_changed"]);
  });

  it("an administrator of the house finds an owner for an organization whose owner is gone, without joining it", async () => {
    const { id, owner, member } = await furnish();
    await house.send("PATCH", `/api/v1/users/${owner.id}`, { token: chief.token, body: { suspended: true } });
    expect((await as(chief)("PATCH", `/${id}/members/${member.id}`, { role: "owner" })).json).toMatchObject({ role: "owner" });
    expect((await as(chief)("GET", `/${id}`)).status).toBe(404);
    expect((await house.send("DELETE", `/api/v1/users/${owner.id}`, { token: chief.token })).status).toBe(200);
    expect((await as(member)("GET", `/${id}`)).json).toMatchObject({ role: "owner" });
  });
});

describe("400", () => {
  it("an empty list of allowed scopes is refused instead of meaning everything, and so is a scope that does not exist", async () => {
    const { id, owner } = await furnish();
    for (const allowed_key_scopes of [[], ["nothing:such"]]) expect((await as(owner)("PATCH", `/${id}`, { allowed_key_scopes })).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "allowed_key_scopes" }] });
  });
});

describe("403", () => {
  it("a member changes nothing: no name, no role, no invitation, no key", async () => {
    const { id, owner, member } = await furnish();
    const refused = await Promise.all([
      as(member)("PATCH", `/${id}`, { name: "Mine" }),
      as(member)("PATCH", `/${id}/members/${owner.id}`, { role: "member" }),
      as(member)("DELETE", `/${id}/members/${owner.id}`),
      as(member)("DELETE", `/${id}`),
      as(member)("GET", `/${id}/invitations`),
      as(member)("POST", `/${id}/invitations`, { email: "grace@example.com" }),
      as(member)("POST", `/${id}/transfer-ownership`, { user_id: member.id }),
      newKey(member, id),
    ]);
    for (const answer of refused) expect([answer.status, answer.json]).toMatchObject([403, { code: "FORBIDDEN" }]);
  });

  it("an admin neither makes owners, nor touches one, nor deletes the organization", async () => {
    const { id, owner, admin, member } = await furnish();
    const refused = await Promise.all([
      as(admin)("PATCH", `/${id}/members/${member.id}`, { role: "owner" }),
      as(admin)("PATCH", `/${id}/members/${owner.id}`, { role: "member" }),
      as(admin)("DELETE", `/${id}/members/${owner.id}`),
      as(admin)("POST", `/${id}/invitations`, { email: "grace@example.com", role: "owner" }),
      as(admin)("DELETE", `/${id}`),
    ]);
    for (const answer of refused) expect([answer.status, answer.json]).toMatchObject([403, { code: "FORBIDDEN", required_role: "owner" }]);
  });

  it("a personal organization is not left, given away, deleted or joined, and may have policies", async () => {
    const person = await house.signUp();
    const { data } = (await as(person)("GET", "")).json as { data: { id: string }[] };
    const id = data[0]!.id;
    const refused = await Promise.all([
      as(person)("DELETE", `/${id}/members/${person.id}`),
      as(person)("PATCH", `/${id}/members/${person.id}`, { role: "member" }),
      as(person)("POST", `/${id}/transfer-ownership`, { user_id: person.id }),
      as(person)("POST", `/${id}/invitations`, { email: "grace@example.com" }),
      as(person)("DELETE", `/${id}`),
    ]);
    for (const answer of refused) expect([answer.status, answer.json]).toMatchObject([403, { code: "FORBIDDEN", error: expect.stringContaining("personal organization") }]);
    expect((await as(person)("PATCH", `/${id}`, { key_addresses_required: true })).status).toBe(200);
    expect((await newKey(person, id)).json).toMatchObject({ code: "VALIDATION_FAILED", issues: [{ path: "allowed_ips" }] });
  });

  it("a key cannot let anybody in, or put anybody out", async () => {
    const { id, owner, member } = await furnish();
    const { key } = (await newKey(owner, id, { scopes: ["organizations:write"] })).json as { key: string };
    for (const [method, path, body] of [["POST", "/invitations", { email: "grace@example.com" }], ["DELETE", `/members/${member.id}`, undefined], ["PATCH", "", { name: "Hers" }]] as const) {
      expect((await house.send(method, `/api/v1/organizations/${id}${path}`, { apiKey: key, ...(body && { body }) })).json).toMatchObject({ code: "FORBIDDEN" });
    }
  });
});

describe("404", () => {
  it("what somebody is told of an organization that is not theirs is what they are told of one that does not exist", async () => {
    const [{ id, member }, stranger] = [await furnish(), await house.signUp()];
    const told = async (organization: string) => {
      const answer = await as(stranger)("PATCH", `/${organization}/members/${member.id}`, { role: "admin" });
      return [answer.status, answer.text.replace(/req_\w+/, "")];
    };
    expect(await told(id)).toEqual(await told("org_01kah2v1x0f8m9v7q3s5t6w8ye"));
  });
});

describe("409", () => {
  it("the last owner cannot leave, be demoted, or be removed by an administrator of the house", async () => {
    const { id, owner } = await furnish();
    const refused = await Promise.all([
      as(owner)("DELETE", `/${id}/members/${owner.id}`),
      as(owner)("PATCH", `/${id}/members/${owner.id}`, { role: "admin" }),
      as(chief)("DELETE", `/${id}/members/${owner.id}`),
      house.send("DELETE", `/api/v1/users/${owner.id}`, { token: chief.token }),
    ]);
    for (const answer of refused) expect([answer.status, answer.json]).toMatchObject([409, { code: "LAST_OWNER" }]);
  });

  it("an owner whose account is suspended is none that could stay behind", async () => {
    const { id, owner, member } = await furnish();
    await db().membership.updateMany({ where: { organizationId: id, userId: member.id }, data: { role: "owner" } });
    await db().user.update({ where: { id: member.id }, data: { suspendedAt: new Date() } });
    expect((await as(owner)("DELETE", `/${id}/members/${owner.id}`)).json).toMatchObject({ code: "LAST_OWNER" });
  });

  it("a hundred organizations are enough for anybody, also where many requests come at once", async () => {
    const person = await house.signUp();
    await db().organization.createMany({ data: Array.from({ length: 97 }, (_, index) => ({ id: `org_${person.id.slice(0, 8)}${index}`, name: "Full", allowedKeyScopes: [] })) });
    await db().membership.createMany({ data: Array.from({ length: 97 }, (_, index) => ({ organizationId: `org_${person.id.slice(0, 8)}${index}`, userId: person.id, role: "owner" })) });
    const answers = await Promise.all(Array.from({ length: 8 }, () => as(person)("POST", "", { name: "One more" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409, 409, 409]);
  });
});
