import { clock } from "@/lib/clock";
import type { MembershipRole } from "@/lib/contract/organizations";
import type { Transaction } from "@/lib/db/client";
import { openInvitations } from "./state";

/**
 * Open invitations end with the right to send them: who is removed or demoted has not left a way in for themselves. `role`: what
 * the person is from now on, absent where they are gone.
 */
export async function withdrawInvitationsOf(tx: Transaction, organizationId: string, userId: string, role?: MembershipRole): Promise<number> {
  if (role === "owner") return 0;
  const beyond = role === "admin" ? { role: "owner" } : {};
  const { count } = await tx.invitation.updateMany({ where: { organizationId, invitedById: userId, ...beyond, ...openInvitations() }, data: { revokedAt: clock.now() } });
  return count;
}
