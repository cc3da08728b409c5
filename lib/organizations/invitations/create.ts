import { withAudit } from "@/lib/audit/with-audit";
import { clock, secondsFromNow } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { MembershipRole } from "@/lib/contract/organizations";
import type { Transaction } from "@/lib/db/client";
import type { Organization } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { queueMail } from "@/lib/mail/queue";
import { issueSecret } from "@/lib/single-use/issue";
import { normalizeEmail } from "@/lib/users/normalize";
import { lockOrganization } from "../lock";
import { requireManager, requireShared } from "../membership";
import { requireInvitationBudget } from "./budget";
import type { InvitationRow } from "./list";
import { invitationMail } from "./mail";
import { openInvitations } from "./state";

const act = "invite people";
const lifetimeSeconds = 7 * 86_400;

/**
 * Invites an address: it gets a link by mail, and nobody else does; what is answered says nothing of whether it has an account,
 * for that is not looked at. An older invitation to it ends. Throws CONFLICT where the person is a member already, RATE_LIMITED.
 */
export async function createInvitation(ctx: UserContext, organizationId: string, input: { email: string; role: MembershipRole }): Promise<InvitationRow> {
  const email = normalizeEmail(input.email);
  const { organization } = await requireManager(ctx, organizationId, act);
  requireShared(organization, "Nobody can be invited to a personal organization");
  const { user } = ctx.principal;
  return withAudit(ctx, async (tx) => {
    await lockOrganization(tx, organizationId, user.id);
    const { role } = await requireManager(ctx, organizationId, act, tx);
    if (input.role === "owner" && role !== "owner") throw new Refusal("FORBIDDEN", { required_role: "owner" }, "Only owners invite owners");
    await requireNoMember(tx, organization, email);
    await requireInvitationBudget(tx, { organizationId, email, userId: user.id });
    await tx.invitation.updateMany({ where: { organizationId, email, ...openInvitations() }, data: { revokedAt: clock.now() } });
    const row = await tx.invitation.create({ data: { id: newId("inv"), organizationId, email, role: input.role, invitedById: user.id, expiresAt: secondsFromNow(lifetimeSeconds) } });
    const token = await issueSecret(tx, { purpose: "invitation", lifetimeSeconds, email, detail: { invitation_id: row.id } });
    await queueMail(tx, { kind: "invitation", to: email, message: invitationMail({ token, email, organization: organization.name, role: input.role, inviter: user }) });
    return {
      result: { ...row, invitedBy: { id: user.id, username: user.username } },
      entry: { action: "invitation.created", organizationId, target: { type: "invitation", id: row.id, name: email }, detail: { role: input.role, organization: organization.name } },
    };
  });
}

/** No oracle: who may invite sees the members with their addresses. */
async function requireNoMember(tx: Transaction, organization: Organization, email: string): Promise<void> {
  const member = await tx.membership.findFirst({ where: { organizationId: organization.id, user: { email } }, select: { role: true } });
  if (member) throw new Refusal("CONFLICT", { field: "email" }, `${email} is a member of ${organization.name} already`);
}
