import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrganizationOverview } from "@/lib/contract/organization-overviews";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { mailsTo } from "@/lib/testing/mailbox";
import { addMember, newOrganization } from "@/lib/testing/organization-samples";

let house: House;
let chief: Person;
beforeAll(async () => {
  house = await openHouse();
  chief = await house.signUp("chief");
});
afterAll(() => house.close());

const suspend = ({ id }: Person) => house.send("PATCH", `/api/v1/users/${id}`, { token: chief.token, body: { suspended: true } });
const list = async (query = "") => ((await house.send("GET", `/api/v1/organization-overviews?limit=100${query}`, { token: chief.token })).json as { data: OrganizationOverview[] }).data;
const appoint = (by: Person, id: string, user_id: string) => house.send("POST", `/api/v1/organizations/${id}/owner`, { token: by.token, body: { user_id } });
const end = (by: Person, id: string) => house.send("DELETE", `/api/v1/organizations/${id}`, { token: by.token });
async function furnish(name: string) {
  const [owner, member] = [await house.signUp(), await house.signUp()];
  const id = await newOrganization(house, owner, name);
  await addMember(id, member, "member");
  return { id, owner, member };
}

describe("all organizations, for administrators", () => {
  it("are listed with owners, members and keys, the personal ones left out, and are searched and filtered", async () => {
    const { id, owner } = await furnish("Cartographers");
    await house.send("POST", "/api/v1/api-keys", { token: owner.token, body: { name: "K", organization_id: id } });
    expect((await list()).find((one) => one.id === id)).toMatchObject({ name: "Cartographers", owners: [{ id: owner.id, suspended: false }], ownerless: false, members: 2, keys: 1 });
    expect((await list("&search=CARTOG")).map((one) => one.id)).toEqual([id]);
    expect(await list("&search=carto%25graphers")).toEqual([]);
    expect((await list("&ownerless=true")).map((one) => one.id)).not.toContain(id);
    await suspend(owner);
    expect((await list("&ownerless=true")).map((one) => one.id)).toContain(id);
    expect((await list("&ownerless=false")).map((one) => one.id)).not.toContain(id);
    expect(await list("&search=" + encodeURIComponent(`${owner.username}`))).toEqual([]);
  });
});

describe("an organization whose owners cannot sign in", () => {
  it("gets an owner from an administrator, who is told, and can act from the next request on", async () => {
    const { id, owner, member } = await furnish("Orphans");
    await suspend(owner);
    expect((await house.send("PATCH", `/api/v1/organizations/${id}`, { token: member.token, body: { name: "Mine" } })).status).toBe(403);
    const answer = await appoint(chief, id, member.id);
    expect([answer.status, answer.json]).toMatchObject([200, { user_id: member.id, role: "owner" }]);
    expect((await house.send("PATCH", `/api/v1/organizations/${id}`, { token: member.token, body: { name: "Mine" } })).status).toBe(200);
    expect((await mailsTo(member.email)).map((mail) => mail.subject)).toContain("You are owner of Orphans");
    expect(await db().auditEvent.findFirst({ where: { action: "organization.owner_appointed", targetId: id } })).toMatchObject({ actorName: "chief", subjectUserId: member.id, organizationId: id });
  });

  it("may be given to somebody who was no member, and to nobody who is suspended or unknown", async () => {
    const { id, owner } = await furnish("Orphans");
    const [outsider, other] = [await house.signUp(), await house.signUp()];
    await suspend(owner);
    await suspend(other);
    expect((await appoint(chief, id, other.id)).json).toMatchObject({ code: "CONFLICT", field: "user_id" });
    expect((await appoint(chief, id, "0199f3a2-7c1e-7b4d-9a35-2f6c1d8e4b70")).json).toMatchObject({ code: "VALIDATION_FAILED" });
    expect((await appoint(chief, id, outsider.id)).status).toBe(200);
    expect((await appoint(chief, id, chief.id)).json).toMatchObject({ code: "CONFLICT", field: "id" });
  });

  it("of two who appoint at once one succeeds", async () => {
    const { id, owner, member } = await furnish("Contested");
    await suspend(owner);
    const answers = await Promise.all([appoint(chief, id, member.id), appoint(chief, id, chief.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await db().membership.count({ where: { organizationId: id, role: "owner", user: { suspendedAt: null } } })).toBe(1);
  });

  it("is deleted by an administrator; one with an owner who can act is not there for them", async () => {
    const { id, owner, member } = await furnish("Orphans");
    const unknown = await end(chief, "org_unknown");
    const refused = await end(chief, id);
    expect([refused.status, refused.text.replace(/req_\w+/, "")]).toEqual([404, unknown.text.replace(/req_\w+/, "")]);
    expect((await appoint(chief, id, member.id)).status).toBe(409);
    await suspend(owner);
    expect((await end(member, id)).status).toBe(403);
    expect((await end(chief, id)).status).toBe(200);
    expect(await db().organization.findUnique({ where: { id } })).toBeNull();
  });

  it("a personal one is neither listed, given away nor deleted", async () => {
    const person = await house.signUp();
    await suspend(person);
    const { id } = await db().organization.findFirstOrThrow({ where: { personalUserId: person.id } });
    expect((await list()).map((one) => one.id)).not.toContain(id);
    expect((await appoint(chief, id, chief.id)).status).toBe(404);
    expect((await end(chief, id)).status).toBe(404);
  });
});
