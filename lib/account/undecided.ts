import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";

export type UndecidedOrganization = { id: string; name: string; members: { id: string; username: string }[] };

/** Organizations with other members whose only owner who can act is the caller: what becomes of them must be said before the account goes. */
export async function listUndecidedOrganizations(ctx: UserContext): Promise<UndecidedOrganization[]> {
  const { id: userId } = ctx.principal.user;
  const other = { userId: { not: userId } };
  const rows = await db().organization.findMany({
    where: { personalUserId: null, memberships: { some: { userId, role: "owner" } }, AND: [{ memberships: { some: other } }, { memberships: { none: { ...other, role: "owner", user: { suspendedAt: null } } } }] },
    include: { memberships: { where: { ...other, user: { suspendedAt: null } }, include: { user: { select: { username: true } } }, orderBy: [{ role: "asc" }, { createdAt: "asc" }], take: 200 } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id, name, memberships }) => ({ id, name, members: memberships.map((member) => ({ id: member.userId, username: member.user.username })) }));
}

/** Is the caller the only administrator who can sign in? The database decides in the end; the page asks before. */
export async function isLastAdmin(ctx: UserContext): Promise<boolean> {
  if (ctx.principal.user.role !== "admin") return false;
  return (await db().user.count({ where: { role: "admin", suspendedAt: null } })) === 1;
}
