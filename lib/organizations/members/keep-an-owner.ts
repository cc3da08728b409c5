import type { Transaction } from "@/lib/db/client";
import type { Organization } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";

/**
 * Another owner of the organization, who could act today; throws LAST_OWNER where there is none. The organization must be held
 * (`lockOrganization`), so that two owners who step down at once do not both succeed.
 */
export async function requireAnotherOwner(tx: Transaction, organization: Pick<Organization, "id" | "name">, userId: string): Promise<string> {
  const heir = await findHeir(tx, organization.id, userId);
  if (heir === undefined) throw new Refusal("LAST_OWNER", {}, `${organization.name} would be left without an owner: make somebody else its owner first`);
  return heir;
}

/** The longest-standing owner, other than this person, whose account is not suspended. */
export async function findHeir(tx: Transaction, organizationId: string, userId: string | undefined): Promise<string | undefined> {
  const heir = await tx.membership.findFirst({
    where: { organizationId, role: "owner", ...(userId !== undefined && { userId: { not: userId } }), user: { suspendedAt: null } },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
    select: { userId: true },
  });
  return heir?.userId;
}
