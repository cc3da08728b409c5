import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { MembershipRole } from "@/lib/contract/organizations";
import { Refusal } from "@/lib/errors";
import { withdrawInvitationsOf } from "../invitations/withdraw";
import { requireOwner, requireShared } from "../membership";
import { requireAnotherOwner } from "./keep-an-owner";
import { holdMember } from "./hold";
import { memberInclude, type MemberRow } from "./list";

/** Sets a member's role. Throws LAST_OWNER where no owner would be left, FORBIDDEN to an admin where an owner is concerned. */
export async function changeRole(ctx: UserContext, organizationId: string, userId: string, role: MembershipRole): Promise<MemberRow> {
  return withAudit(ctx, async (tx) => {
    const { organization, standing, member } = await holdMember(ctx, tx, organizationId, userId);
    requireShared(organization, "The role in a personal organization cannot be changed");
    if (standing === "member") throw new Refusal("FORBIDDEN", { required_role: "admin" }, "Only owners and admins of an organization set roles");
    if (standing !== "owner" && (role === "owner" || member.role === "owner")) throw new Refusal("FORBIDDEN", { required_role: "owner" }, "Only owners make owners, or change the role of one");
    if (member.role === "owner" && role !== "owner") await requireAnotherOwner(tx, organization, userId);
    const row = await tx.membership.update({ where: { organizationId_userId: { organizationId, userId } }, data: { role }, include: memberInclude });
    const withdrawn = await withdrawInvitationsOf(tx, organizationId, userId, role);
    return {
      result: row,
      changed: [tagOf.organization(organizationId)],
      entry: { action: "organization_member.role_changed", organizationId, subjectUserId: userId, target: { type: "user", id: userId, name: row.user.username }, detail: { organization: organization.name, from: member.role, to: role, ...(withdrawn > 0 && { invitations_withdrawn: withdrawn }) } },
    };
  });
}

/** One step for what would take two: the member becomes owner, and the caller admin. Throws NOT_FOUND for a person who is not a member. */
export async function transferOwnership(ctx: UserContext, organizationId: string, userId: string): Promise<MemberRow> {
  return withAudit(ctx, async (tx) => {
    const { organization, member } = await holdMember(ctx, tx, organizationId, userId);
    await requireOwner(ctx, organizationId, "give it away", tx);
    requireShared(organization, "A personal organization cannot be given away");
    const caller = ctx.principal.user;
    if (userId === caller.id) throw new Refusal("CONFLICT", { field: "user_id" }, "You own it already");
    if (member.user.suspendedAt) throw new Refusal("CONFLICT", { field: "user_id" }, `${member.user.username} is suspended: nobody could act as owner`);
    const row = await tx.membership.update({ where: { organizationId_userId: { organizationId, userId } }, data: { role: "owner" }, include: memberInclude });
    await tx.membership.update({ where: { organizationId_userId: { organizationId, userId: caller.id } }, data: { role: "admin" } });
    await withdrawInvitationsOf(tx, organizationId, caller.id, "admin");
    return {
      result: row,
      changed: [tagOf.organization(organizationId)],
      entry: { action: "organization.transferred", organizationId, subjectUserId: userId, target: { type: "organization", id: organizationId, name: organization.name }, detail: { from: caller.username, to: row.user.username } },
    };
  });
}
