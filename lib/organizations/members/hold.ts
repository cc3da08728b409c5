import type { UserContext } from "@/lib/context";
import type { MembershipRole } from "@/lib/contract/organizations";
import type { Transaction } from "@/lib/db/client";
import type { Organization } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { isUuid } from "@/lib/ids";
import { lockOrganization } from "../lock";
import { requireCaretaker } from "../membership";
import { memberInclude, type MemberRow } from "./list";

export type HeldMember = { organization: Organization; standing: MembershipRole; member: MemberRow };

/** A member, and what the caller is there, as they stand until the transaction ends. Strangers and unknown members: NOT_FOUND. */
export async function holdMember(ctx: UserContext, tx: Transaction, organizationId: string, userId: string): Promise<HeldMember> {
  if (!isUuid(userId)) throw notFound();
  // before any row is locked: a stranger keeps nobody waiting
  await requireCaretaker(ctx, organizationId, tx);
  await lockOrganization(tx, organizationId, userId);
  const { role: standing } = await requireCaretaker(ctx, organizationId, tx);
  const member = await tx.membership.findUnique({ where: { organizationId_userId: { organizationId, userId } }, include: { ...memberInclude, organization: true } });
  if (!member) throw notFound();
  return { organization: member.organization, standing, member };
}
