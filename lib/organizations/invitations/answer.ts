import { tagOf } from "@/lib/tags";
import type { AuditEntry } from "@/lib/audit/entry";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller, Principal, UserContext } from "@/lib/context";
import type { MembershipRole } from "@/lib/contract/organizations";
import type { Transaction } from "@/lib/db/client";
import type { Invitation, User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { consumeSecret, findSecret } from "@/lib/single-use/consume";
import { lockOrganization } from "../lock";
import type { Standing } from "../membership";
import { invitationOf, linkIsDead, openInvitations } from "./state";

/**
 * Joins the organization. Only the account with the invited address does: the link was mailed to that address and nowhere else,
 * so whoever presents it there reads its mail, and the address counts as verified. Throws NOT_FOUND for a link that does not
 * work, FORBIDDEN for another account; then the link stays good.
 */
export async function acceptInvitation(ctx: UserContext, token: string): Promise<Standing> {
  return withAudit(ctx, async (tx) => {
    // the organization is locked before the invitation, in the same order as when inviting
    const asked = await tx.invitation.findUnique({ where: { id: invitationOf(await findSecret("invitation", token, tx)) ?? "" }, select: { organizationId: true } });
    if (!asked) throw linkIsDead();
    await lockOrganization(tx, asked.organizationId, ctx.principal.user.id);
    const invitation = await take(tx, token, "acceptedAt");
    const { organizationId, role } = invitation;
    const user = await tx.user.findUniqueOrThrow({ where: { id: ctx.principal.user.id } });
    if (user.email !== invitation.email) throw new Refusal("FORBIDDEN", {}, `This invitation is for ${invitation.email}: sign in with the account that has this address, or make one`);
    const proof = await proveAddress(tx, user);
    // who has become a member meanwhile keeps the role that they have
    await tx.membership.createMany({ data: [{ organizationId, userId: user.id, role }], skipDuplicates: true });
    const membership = await tx.membership.findUniqueOrThrow({ where: { organizationId_userId: { organizationId, userId: user.id } }, include: { organization: true } });
    const { organization } = membership;
    return {
      result: { organization, role: membership.role as MembershipRole, createdAt: membership.createdAt },
      changed: [tagOf.organization(organizationId), tagOf.user(user.id)],
      entry: [...proof, { action: "invitation.accepted", organizationId, target: { type: "invitation", id: invitation.id, name: invitation.email }, detail: { organization: organization.name, role: membership.role, user_id: user.id } }],
    };
  });
}

/** Says no. Whoever holds the link may: it takes an account to join, not to decline. */
export async function declineInvitation(caller: Caller & { principal?: Principal | undefined }, token: string): Promise<void> {
  await withAudit(caller, async (tx) => {
    const { id, email, organizationId } = await take(tx, token, "declinedAt");
    return { result: undefined, entry: { action: "invitation.declined", organizationId, target: { type: "invitation", id, name: email } } };
  });
}

/** The link is used up and the invitation answered, by one caller of all who come at once. */
async function take(tx: Transaction, token: string, answer: "acceptedAt" | "declinedAt"): Promise<Invitation> {
  const id = invitationOf(await consumeSecret(tx, "invitation", token));
  if (id === undefined) throw linkIsDead();
  const { count } = await tx.invitation.updateMany({ where: { id, ...openInvitations() }, data: { [answer]: clock.now() } });
  const invitation = count === 1 ? await tx.invitation.findUnique({ where: { id } }) : null;
  if (!invitation) throw linkIsDead();
  return invitation;
}

async function proveAddress(tx: Transaction, user: User): Promise<AuditEntry[]> {
  if (user.emailVerifiedAt) return [];
  await tx.user.update({ where: { id: user.id }, data: { emailVerifiedAt: clock.now() } });
  return [{ action: "user.email_verified", target: { type: "user", id: user.id, name: user.username }, detail: { email: user.email, by: "invitation" } }];
}
