import type { Transaction } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";

/**
 * What becomes of organizations when a person goes: the personal one is deleted; where others remain there must be another owner
 * (else LAST_OWNER); where nobody remains it is deleted too. Keys that outlive their makers pass to an owner. Answers the organizations touched.
 */
export async function releaseOrganizations(tx: Transaction, userId: string): Promise<string[]> {
  const memberships = await tx.membership.findMany({ where: { userId }, include: { organization: true } });
  for (const { organization } of memberships) {
    await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organization.id} FOR UPDATE`;
    const others = await tx.membership.findMany({ where: { organizationId: organization.id, userId: { not: userId } }, orderBy: { createdAt: "asc" } });
    const heir = others.find((other) => other.role === "owner");
    if (organization.personalUserId === userId || others.length === 0) await tx.organization.delete({ where: { id: organization.id } });
    else if (!heir) throw new Refusal("LAST_OWNER", {}, `${organization.name} would be left without an owner: make somebody else its owner first`);
    else if (organization.keysOutliveMembers) await tx.credential.updateMany({ where: { organizationId: organization.id, userId, kind: "api_key" }, data: { userId: heir.userId } });
  }
  return memberships.map(({ organizationId }) => organizationId);
}
