import { clock } from "@/lib/clock";
import type { InvitationView } from "@/lib/contract/invitations";
import type { Invitation, Prisma, SingleUseSecret } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";

/** Invitations that can still be answered. */
export function openInvitations(): Prisma.InvitationWhereInput {
  return { acceptedAt: null, declinedAt: null, revokedAt: null, expiresAt: { gt: clock.now() } };
}

export function stateOf(row: Invitation): InvitationView["status"] {
  if (row.acceptedAt) return "accepted";
  if (row.declinedAt) return "declined";
  if (row.revokedAt) return "revoked";
  return row.expiresAt > clock.now() ? "pending" : "expired";
}

/** The invitation that a link's secret is for. */
export function invitationOf(secret: SingleUseSecret | undefined): string | undefined {
  return (secret?.detail as { invitation_id?: string } | undefined)?.invitation_id;
}

/** The same for every link that does not work, whatever became of it. */
export const linkIsDead = () => new Refusal("NOT_FOUND", {}, "This invitation does not work any more: it was answered, withdrawn or replaced, or is older than 7 days. Ask for a new one");
