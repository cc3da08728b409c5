import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { addMember, newInvitation, newOrganization } from "@/lib/testing/organization-samples";
import { startSecondProcess, type SecondProcess } from "@/lib/testing/second-process";

let house: House;
let other: SecondProcess;
let owners: [Person, Person];
beforeAll(async () => {
  const common = { SECRET_KEY: randomBytes(36).toString("base64"), RATE_LIMIT_PER_MINUTE: "100000", LOG_LEVEL: "error" };
  house = await openHouse(common);
  other = await startSecondProcess({ ...common, DATABASE_URL: house.databaseUrl });
  await house.signUp("chief");
  owners = [await house.signUp(), await house.signUp()];
}, 60_000);
afterAll(async () => {
  await other.stop();
  await house.close();
});

const here = async (person: Person, method: string, path: string, body?: object) => {
  const answer = await house.send(method, `/api/v1/organizations/${path}`, { token: person.token, ...(body && { body }) });
  return answer.status === 200 ? "done" : (answer.json as { code: string }).code;
};

describe("two owners, each in a process of their own", () => {
  it("never leave an organization without an owner, however often both step down or leave at once", async () => {
    const [one, two] = owners;
    for (let round = 0; round < 12; round++) {
      const id = await newOrganization(house, one);
      await addMember(id, two, "owner");
      const answers = await Promise.all([
        round % 2 ? here(one, "DELETE", `${id}/members/${one.id}`) : here(one, "PATCH", `${id}/members/${one.id}`, { role: "member" }),
        round % 3 ? other.ask("removeMember", two.token, id, two.id) : other.ask("changeRole", two.token, id, two.id, "admin"),
      ]);
      expect(answers.sort()).toEqual(["LAST_OWNER", "done"]);
      expect(await db().membership.count({ where: { organizationId: id, role: "owner" } })).toBe(1);
      await db().organization.delete({ where: { id } });
    }
  });

  it("who throw each other out at once do not both succeed", async () => {
    const [one, two] = owners;
    for (let round = 0; round < 12; round++) {
      const id = await newOrganization(house, one);
      await addMember(id, two, "owner");
      const answers = await Promise.all([here(one, "DELETE", `${id}/members/${two.id}`), other.ask("removeMember", two.token, id, one.id)]);
      expect(answers.sort()).toEqual(["NOT_FOUND", "done"]);
      await db().organization.delete({ where: { id } });
    }
  });
});

describe("an invitation", () => {
  it("is accepted once of sixteen times at once, in two processes", async () => {
    const guest = await house.signUp();
    const id = await newOrganization(house, owners[0]);
    const { token } = await newInvitation(id, guest.email);
    const accept = async () => (await house.send("POST", "/api/v1/invitations/accept", { token: guest.token, body: { token } })).status === 200 ? "done" : "refused";
    const answers = await Promise.all(Array.from({ length: 16 }, (_, index) => (index % 2 ? accept() : other.ask("acceptInvitation", guest.token, token))));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
    expect(await db().auditEvent.count({ where: { action: "invitation.accepted", organizationId: id } })).toBe(1);
  });
});

describe("somebody who is removed in one process", () => {
  it("is refused with the organization's keys at the very next request in the other, which knew them", async () => {
    const [owner, member] = owners;
    const id = await newOrganization(house, owner);
    await addMember(id, member, "admin");
    const made = await house.send("POST", "/api/v1/api-keys", { token: member.token, body: { name: "K", organization_id: id } });
    const { key } = made.json as { key: string };
    for (let index = 0; index < 3; index++) expect(await other.ask("verify", key)).toBe("done");
    expect(await here(owner, "DELETE", `${id}/members/${member.id}`)).toBe("done");
    expect(await other.ask("verify", key)).toBe("INVALID_TOKEN");
  });

  it("gets no key while that happens: each key that was made is dead afterwards", async () => {
    const [owner, member] = owners;
    for (let round = 0; round < 8; round++) {
      const id = await newOrganization(house, owner);
      await house.send("PATCH", `/api/v1/organizations/${id}`, { token: owner.token, body: { keys_outlive_members: true } });
      await addMember(id, member, "admin");
      const [removed, ...made] = await Promise.all([
        other.ask("removeMember", owner.token, id, member.id),
        ...Array.from({ length: 4 }, () => house.send("POST", "/api/v1/api-keys", { token: member.token, body: { name: "K", organization_id: id } })),
      ]);
      expect(removed).toBe("done");
      for (const answer of made) expect([201, 404]).toContain(answer.status);
      // those that were made in time have passed to the owner; none is left in the hands of whoever is gone
      expect(await db().credential.count({ where: { organizationId: id, userId: member.id, revokedAt: null } })).toBe(0);
      await db().organization.delete({ where: { id } });
    }
  });
});
