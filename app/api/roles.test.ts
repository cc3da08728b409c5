import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RouteDefinition } from "@/lib/contract/define-route";
import { builtInScopes, roleReaches, roles, type Role } from "@/lib/contract/scopes";
import type { House, Person } from "@/lib/testing/house";
import { callSample, openMatrixHouse, routeCases, unknownOf, withoutRequestId, withRole } from "@/lib/testing/matrix";
import { addMember, newOrganization } from "@/lib/testing/organization-samples";
import { samples, type RouteName, type SampleId } from "@/lib/testing/samples";

let house: House;
/** One of each role, for calls that change nothing. */
let onlookers: Record<Role, Person>;
beforeAll(async () => {
  house = await openMatrixHouse();
  await house.signUp("admin");
  onlookers = await oneOfEachRole();
});
afterAll(() => house.close());

async function oneOfEachRole(): Promise<Record<Role, Person>> {
  return Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await withRole(await house.signUp(), role)] as const))) as Record<Role, Person>;
}

/** May somebody of this role call it at all, with the session of a person who is present? */
function reaches(role: Role, { scope, endsOwnAccess }: RouteDefinition): boolean {
  return !scope || Boolean(endsOwnAccess) || roleReaches(role, builtInScopes[scope].lowestRole);
}

/** What the sample needs, made while its owner may still make everything. */
async function prepare(name: RouteName, owner: Person): Promise<{ id: SampleId | undefined; body: unknown }> {
  await withRole(owner, "admin");
  await house.send("POST", "/api/v1/users/me/api-token", { token: owner.token });
  const id = await samples[name].id?.(house, owner);
  return { id, body: await samples[name].body?.(house, owner) };
}

describe("every route, called by each of the four roles about what is theirs", () => {
  it.each(routeCases((route) => route.auth !== "anonymous"))("%s answers those whose role reaches its scope, and the others 403 with that scope", async (_title, name, route) => {
    for (const role of roles) {
      const person = route.method === "GET" || !reaches(role, route) ? onlookers[role] : await house.signUp();
      // what administrators do, they do to others
      const { id, body } = await prepare(name, samples[name].asAdmin ? await house.signUp() : person);
      await withRole(person, role);
      const answer = await callSample(house, name, person, { token: person.token, body }, id);
      if (reaches(role, route)) expect([role, answer.status, answer.text]).toEqual([role, route.status, answer.text]);
      else expect([role, answer.status, answer.json]).toMatchObject([role, 403, { code: "FORBIDDEN", required_scope: route.scope }]);
    }
  });
});

describe("every route with an id, called by each of the four roles about what is somebody else's", () => {
  let owner: Person;
  let others: { role: Role; person: Person; where: string }[];
  beforeAll(async () => {
    owner = await house.signUp();
    const organization = await newOrganization(house, owner);
    const [strangers, colleagues] = [await oneOfEachRole(), await oneOfEachRole()];
    for (const person of Object.values(colleagues)) await addMember(organization, person, "member");
    others = roles.flatMap((role) => [
      { role, person: strangers[role], where: "elsewhere" },
      { role, person: colleagues[role], where: "a member of an organization of the owner" },
    ]);
  });

  const foreign = routeCases((route, name) => route.auth !== "anonymous" && route.path.includes("{id}") && !samples[name].asAdmin);

  it.each(foreign)("%s answers a stranger and a colleague as if it did not exist, byte for byte; administrators reach it only where its sample says so", async (_title, name, route) => {
    const { id, body } = await madeByOwner(name);
    for (const { role, person, where } of others) {
      const ask = (target: SampleId) => callSample(house, name, person, { token: person.token, body }, target);
      const unknown = await ask(unknownOf(id));
      expect([role, unknown.status]).toEqual([role, reaches(role, route) ? 404 : 403]);
      if (role === "admin" && samples[name].adminReaches) continue;
      const asked = await ask(id);
      expect([role, where, asked.status, withoutRequestId(asked.text)]).toEqual([role, where, unknown.status, withoutRequestId(unknown.text)]);
      expect([...asked.headers.keys()]).toEqual([...unknown.headers.keys()]);
    }
  });

  it.each(foreign.filter(([, name]) => samples[name].adminReaches))("%s is reached by an administrator", async (_title, name, route) => {
    const { id, body } = await madeByOwner(name);
    const admin = others.find(({ role }) => role === "admin")!.person;
    expect((await callSample(house, name, admin, { token: admin.token, body }, id)).status).toBe(route.status);
  });

  async function madeByOwner(name: RouteName): Promise<{ id: SampleId; body: unknown }> {
    const { id, body } = await prepare(name, owner);
    await withRole(owner, "user");
    return { id: id!, body };
  }
});
