import { afterAll, beforeAll, expect, it } from "vitest";
import { authenticate } from "@/lib/access/authenticate";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { addMember, newOrganization } from "@/lib/testing/organization-samples";
import { findEndedApiKey, listEndedApiKeys } from "./ended";

let house: House;
let admin: Person;
beforeAll(async () => {
  house = await openHouse();
  admin = await house.signUp("admin");
});
afterAll(() => house.close());

const contextOf = async ({ token }: Person): Promise<UserContext> => {
  const caller = { requestId: "req_test", ip: "127.0.0.1", userAgent: undefined };
  return { ...caller, principal: await authenticate(token, caller) };
};
const newKey = async (by: Person, body: object = {}) => (await house.send("POST", "/api/v1/api-keys", { token: by.token, body: { name: "Night job", ...body } })).json as { id: string; key: string };
const revoke = (by: Person, id: string) => house.send("DELETE", `/api/v1/api-keys/${id}`, { token: by.token });
const listed = async (by: Person) => (await listEndedApiKeys(await contextOf(by), { limit: 10, organizationId: undefined })).map(({ id }) => id);

it("a revoked key stays readable for its owner, with who ended it, and for nobody else", async () => {
  const [owner, stranger] = [await house.signUp(), await house.signUp()];
  const { id, key } = await newKey(owner);
  expect(await findEndedApiKey(await contextOf(owner), id)).toBeUndefined();
  await revoke(owner, id);
  const ended = await findEndedApiKey(await contextOf(owner), id);
  expect(ended).toMatchObject({ id, name: "Night job", ended: { text: expect.stringContaining("revoked by its owner") } });
  expect(JSON.stringify(ended)).not.toContain(key);
  expect(await listed(owner)).toEqual([id]);
  expect(await findEndedApiKey(await contextOf(stranger), id)).toBeUndefined();
  expect(await findEndedApiKey(await contextOf(admin), id)).toBeUndefined();
  expect(await listed(stranger)).toEqual([]);
});

it("a key of an organization is read about by its owners and admins, also when its maker has left; not by whoever has left", async () => {
  const [owner, leaver, member] = [await house.signUp(), await house.signUp(), await house.signUp()];
  const organization_id = await newOrganization(house, owner);
  await addMember(organization_id, leaver, "admin");
  await addMember(organization_id, member, "member");
  const { id } = await newKey(leaver, { organization_id });
  await house.send("DELETE", `/api/v1/organizations/${organization_id}/members/${leaver.id}`, { token: owner.token });
  expect(await findEndedApiKey(await contextOf(owner), id)).toMatchObject({ ended: { text: "The member who made it left the organization." } });
  for (const person of [leaver, member]) expect(await findEndedApiKey(await contextOf(person), id)).toBeUndefined();
});

it("the list of revoked keys ends where the request log does; the key itself can be read about as long as it is kept", async () => {
  const owner = await house.signUp();
  const { id } = await newKey(owner);
  await revoke(owner, id);
  await db().credential.update({ where: { id }, data: { revokedAt: new Date(Date.now() - 31 * 86_400_000) } });
  expect(await listed(owner)).toEqual([]);
  expect(await findEndedApiKey(await contextOf(owner), id)).toMatchObject({ id });
});
