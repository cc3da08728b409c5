import type { UserContext } from "@/lib/context";
import { scopeAllows } from "@/lib/contract/scopes";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/** Whose calls somebody may read: everybody's, or their own and those of the organizations that they manage. */
export type Reach = { everybody: true } | { everybody: false; userId: string; memberOf: string[]; manages: string[] };

export async function reachOf(ctx: UserContext): Promise<Reach> {
  const { user, scopes, organizationId } = ctx.principal;
  if (user.role === "admin" && scopeAllows(scopes, "admin")) return { everybody: true };
  const memberships = await db().membership.findMany({ where: { userId: user.id, ...(organizationId && { organizationId }) }, select: { organizationId: true, role: true } });
  const manages = memberships.filter(({ role }) => role !== "member").map((one) => one.organizationId);
  return { everybody: false, userId: user.id, memberOf: memberships.map((one) => one.organizationId), manages };
}

/** Own calls. Of an organization that somebody has left they read nothing more, also not what they did there. */
export function isOwn({ userId, memberOf }: Extract<Reach, { everybody: false }>): Prisma.Sql {
  return Prisma.sql`(user_id = ${userId}::uuid AND (organization_id IS NULL OR organization_id = ANY(${memberOf}::text[])))`;
}

export function isVisible(reach: Reach): Prisma.Sql {
  if (reach.everybody) return Prisma.sql`true`;
  return Prisma.sql`(${isOwn(reach)} OR organization_id = ANY(${reach.manages}::text[]))`;
}
