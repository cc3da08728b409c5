import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { Refusal, invalid, notFound } from "@/lib/errors";
import { madeOwner } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { tagOf } from "@/lib/tags";
import { requireRole } from "@/lib/users/require-role";
import { lockOrganization } from "../lock";
import { findHeir } from "../members/keep-an-owner";
import { memberInclude, type MemberRow } from "../members/list";

/**
 * Gives an organization that nobody can act for to somebody, and tells them. Where an owner can act it is theirs to give. Throws
 * NOT_FOUND, VALIDATION_FAILED or CONFLICT.
 */
export async function appointOwner(ctx: UserContext, id: string, userId: string): Promise<MemberRow> {
  requireRole(ctx, "admin");
  return withAudit(ctx, async (tx) => {
    await lockOrganization(tx, id, userId);
    const organization = await tx.organization.findUnique({ where: { id } });
    if (!organization || organization.personalUserId !== null) throw notFound();
    if ((await findHeir(tx, id, undefined)) !== undefined) throw new Refusal("CONFLICT", { field: "id" }, `${organization.name} has an owner who can act: ask them`);
    const user = await tx.user.findUnique({ where: { id: userId } });
    if (!user) throw invalid("user_id", "is no account here");
    if (user.suspendedAt) throw new Refusal("CONFLICT", { field: "user_id" }, `${user.username} is suspended: nobody could act as owner`);
    const membership = { organizationId: id, userId };
    const row = await tx.membership.upsert({ where: { organizationId_userId: membership }, create: { ...membership, role: "owner" }, update: { role: "owner" }, include: memberInclude });
    if (userId !== ctx.principal.user.id) await notify(tx, userId, madeOwner(organization));
    return {
      result: row,
      changed: [tagOf.organization(id), tagOf.user(userId)],
      entry: { action: "organization.owner_appointed", organizationId: id, subjectUserId: userId, target: { type: "organization", id, name: organization.name }, detail: { owner: user.username } },
    };
  });
}
