import type { MembershipRole } from "@/lib/contract/organizations";
import { db } from "@/lib/db/client";
import { findSecret } from "@/lib/single-use/consume";
import { invitationOf, openInvitations } from "./state";

export type Invited = { email: string; role: MembershipRole; organization: { id: string; name: string }; invitedBy: { username: string; name: string | undefined } | undefined; members: number; expiresAt: Date };

/** What a link is about, for the page that asks; undefined where it does not work. Looking does not use it up. */
export async function findInvitation(token: string): Promise<Invited | undefined> {
  const id = invitationOf(await findSecret("invitation", token));
  if (id === undefined) return undefined;
  const row = await db().invitation.findFirst({ where: { id, ...openInvitations() }, include: { organization: { include: { _count: { select: { memberships: true } } } } } });
  if (!row) return undefined;
  const inviter = row.invitedById === null ? null : await db().user.findUnique({ where: { id: row.invitedById }, select: { username: true, name: true } });
  return {
    email: row.email,
    role: row.role as MembershipRole,
    organization: { id: row.organization.id, name: row.organization.name },
    invitedBy: inviter ? { username: inviter.username, name: inviter.name ?? undefined } : undefined,
    members: row.organization._count.memberships,
    expiresAt: row.expiresAt,
  };
}
