import { withAudit } from "@/lib/audit/with-audit";
import { tagOf } from "@/lib/tags";
import type { UserContext } from "@/lib/context";
import { scopeAllows } from "@/lib/contract/scopes";
import type { KeysOfLeaver } from "@/lib/contract/members";
import { invalid, Refusal } from "@/lib/errors";
import { requireShared } from "../membership";
import { handOver } from "./hand-over";
import { holdMember, type HeldMember } from "./hold";
import { findHeir, requireAnotherOwner } from "./keep-an-owner";

/**
 * Takes a person out of an organization; with the caller's own id that is leaving, which everybody may. What they made there is
 * refused from the next request on, or passes to an owner (`handOver`); `keys` overrules what the organization has set. Throws LAST_OWNER.
 */
export async function removeMember(ctx: UserContext, organizationId: string, userId: string, keys?: KeysOfLeaver): Promise<void> {
  const isLeaving = userId === ctx.principal.user.id;
  if (isLeaving && keys !== undefined) throw invalid("keys", "is not yours to say when you leave: the organization has set it");
  await withAudit(ctx, async (tx) => {
    const held = await holdMember(ctx, tx, organizationId, userId);
    const { organization, member } = held;
    requireShared(organization, "A personal organization cannot be left");
    if (!isLeaving) requireMayRemove(ctx, held);
    const heir = member.role === "owner" ? await requireAnotherOwner(tx, organization, userId) : await findHeir(tx, organizationId, userId);
    const { entries, changed, kept } = await handOver(tx, organization, userId, heir, keys);
    await tx.membership.delete({ where: { organizationId_userId: { organizationId, userId } } });
    const target = { type: "user", id: userId, name: member.user.username };
    const detail = { organization: organization.name, role: member.role, keys_kept: kept };
    return {
      result: undefined,
      changed: [tagOf.organization(organizationId), ...changed],
      entry: [{ action: isLeaving ? "organization_member.left" : "organization_member.removed", organizationId, subjectUserId: userId, target, detail }, ...entries],
    };
  });
}

function requireMayRemove(ctx: UserContext, { standing, member }: HeldMember): void {
  // leaving needs no scope; acting on somebody else does
  if (!scopeAllows(ctx.principal.scopes, "organizations:write")) throw new Refusal("FORBIDDEN", { required_scope: "organizations:write" });
  if (standing === "member") throw new Refusal("FORBIDDEN", { required_role: "admin" }, "Only owners and admins of an organization remove members");
  if (standing !== "owner" && member.role === "owner") throw new Refusal("FORBIDDEN", { required_role: "owner" }, "Only owners remove an owner");
}
