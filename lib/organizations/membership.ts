import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";

export type MembershipRole = "owner" | "admin" | "member";

/** The ids of organizations where the caller is owner or admin. */
export async function managedOrganizationIds(ctx: UserContext): Promise<string[]> {
  const rows = await db().membership.findMany({ where: { userId: ctx.principal.user.id, role: { in: ["owner", "admin"] } }, select: { organizationId: true } });
  return rows.map((row) => row.organizationId);
}

/** The caller's membership; throws NOT_FOUND to strangers, also for an organization that does not exist. */
export async function requireMembership(ctx: UserContext, organizationId: string): Promise<{ role: MembershipRole }> {
  const bound = ctx.principal.organizationId;
  if (bound && bound !== organizationId && ctx.principal.kind !== "session") throw notFound();
  const membership = await db().membership.findUnique({ where: { organizationId_userId: { organizationId, userId: ctx.principal.user.id } } });
  if (!membership) throw notFound();
  return { role: membership.role as MembershipRole };
}

export async function personalOrganizationId(ctx: UserContext): Promise<string> {
  const organization = await db().organization.findUnique({ where: { personalUserId: ctx.principal.user.id }, select: { id: true } });
  if (!organization) throw notFound();
  return organization.id;
}
