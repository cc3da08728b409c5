import { randomBytes } from "node:crypto";
import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import type { House, Person } from "./house";

/** An organization of this person's. */
export async function newOrganization(house: House, { token }: Pick<Person, "token">, name = "Acme"): Promise<string> {
  const answer = await house.send("POST", "/api/v1/organizations", { token, body: { name } });
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.json as { id: string }).id;
}

/** Somebody belongs to an organization, as if they had been invited. */
export async function addMember(organizationId: string, { id: userId }: Pick<Person, "id">, role = "member"): Promise<void> {
  await db().membership.create({ data: { organizationId, userId, role } });
}

/** The secret of an invitation to this address, as the mail would carry it. */
export async function newInvitation(organizationId: string, email: string, role = "member"): Promise<{ id: string; token: string }> {
  const id = newId("inv");
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db().invitation.create({ data: { id, organizationId, email, role, expiresAt } });
  await db().singleUseSecret.create({ data: { hash: sha256(token), purpose: "invitation", email, detail: { invitation_id: id }, expiresAt } });
  return { id, token };
}

/** The two path parameters of what belongs to an organization. */
export const organizationPaths = {
  /** Another member of this person's organization. */
  async otherMember(house: House, owner: Person): Promise<[string, string]> {
    const [id, other] = [await newOrganization(house, owner), await house.signUp()];
    await addMember(id, other);
    return [id, other.id];
  },
  /** This person, in somebody else's organization. */
  async membershipOf(house: House, { id: userId }: Person): Promise<[string, string]> {
    const id = await newOrganization(house, await house.signUp());
    await addMember(id, { id: userId });
    return [id, userId];
  },
  async invitation(house: House, owner: Person): Promise<[string, string]> {
    const id = await newOrganization(house, owner);
    return [id, (await newInvitation(id, "grace@example.com")).id];
  },
};
