import { withAudit } from "@/lib/audit/with-audit";
import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { InvitationView } from "@/lib/contract/invitations";
import type { MembershipRole } from "@/lib/contract/organizations";
import { db } from "@/lib/db/client";
import type { Invitation } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { requireManager } from "../membership";
import { openInvitations, stateOf } from "./state";

export type InvitationRow = Invitation & { invitedBy: { id: string; username: string } | undefined };

type Query = { limit: number; cursor?: string | undefined; status?: "pending" | undefined };

/** A page of an organization's invitations, newest first, for its owners and admins. */
export async function listInvitations(ctx: UserContext, organizationId: string, query: Query): Promise<{ rows: InvitationRow[]; nextCursor: string | undefined }> {
  await requireManager(ctx, organizationId, "see whom it invites");
  const rows = await db().invitation.findMany({
    where: { organizationId, ...(query.cursor && { id: { lt: query.cursor } }), ...(query.status && openInvitations()) },
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const inviters = await db().user.findMany({ where: { id: { in: page.flatMap(({ invitedById }) => invitedById ?? []) } }, select: { id: true, username: true } });
  return {
    rows: page.map((row) => ({ ...row, invitedBy: inviters.find(({ id }) => id === row.invitedById) })),
    nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined,
  };
}

/** Withdraws an invitation: its link is dead. Throws NOT_FOUND for one that cannot be answered any more. */
export async function revokeInvitation(ctx: UserContext, organizationId: string, id: string): Promise<void> {
  await requireManager(ctx, organizationId, "withdraw an invitation");
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.invitation.updateMany({ where: { id, organizationId, ...openInvitations() }, data: { revokedAt: clock.now() } });
    if (count !== 1) throw notFound();
    const row = await tx.invitation.findUniqueOrThrow({ where: { id } });
    return { result: undefined, entry: { action: "invitation.revoked", organizationId, target: { type: "invitation", id, name: row.email } } };
  });
}

export function toInvitationView(row: InvitationRow): InvitationView {
  return {
    id: row.id,
    organization_id: row.organizationId,
    email: row.email,
    role: row.role as MembershipRole,
    status: stateOf(row),
    invited_by: row.invitedBy,
    created_at: toWireTime(row.createdAt),
    expires_at: toWireTime(row.expiresAt),
  };
}
