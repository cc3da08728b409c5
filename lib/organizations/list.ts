import type { UserContext } from "@/lib/context";
import type { MembershipRole } from "@/lib/contract/organizations";
import { db } from "@/lib/db/client";
import type { Standing } from "./membership";

/** The organizations that the caller belongs to; a credential bound to one sees that one. */
export async function listOrganizations(ctx: UserContext, query: { limit: number; cursor?: string | undefined }): Promise<{ rows: Standing[]; nextCursor: string | undefined }> {
  const bound = ctx.principal.organizationId;
  const rows = await db().membership.findMany({
    where: { userId: ctx.principal.user.id, organizationId: { ...(bound && { equals: bound }), ...(query.cursor && { gt: query.cursor }) } },
    include: { organization: true },
    orderBy: { organizationId: "asc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return {
    rows: page.map(({ organization, role, createdAt }) => ({ organization, role: role as MembershipRole, createdAt })),
    nextCursor: rows.length > query.limit ? page.at(-1)!.organizationId : undefined,
  };
}

/** Those where the caller is owner or admin, the personal one first. */
export async function listManagedOrganizations(ctx: UserContext): Promise<Standing[]> {
  const rows = await db().membership.findMany({ where: { userId: ctx.principal.user.id, role: { in: ["owner", "admin"] } }, include: { organization: true }, orderBy: { organizationId: "asc" } });
  return rows
    .map(({ organization, role, createdAt }) => ({ organization, role: role as MembershipRole, createdAt }))
    .toSorted((left, right) => Number(right.organization.personalUserId !== null) - Number(left.organization.personalUserId !== null));
}
