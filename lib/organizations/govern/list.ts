import type { z } from "zod";
import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { ListOrganizationOverviewsQuery, OrganizationOverview } from "@/lib/contract/organization-overviews";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { requireRole } from "@/lib/users/require-role";
import { isOwnerless } from "./ownerless";

const include = {
  memberships: { where: { role: "owner" }, include: { user: { select: { id: true, username: true, suspendedAt: true } } }, orderBy: { createdAt: "asc" }, take: 20 },
  _count: { select: { memberships: true, credentials: { where: { kind: "api_key", revokedAt: null } } } },
} satisfies Prisma.OrganizationInclude;
type Row = Prisma.OrganizationGetPayload<{ include: typeof include }>;
type Query = z.output<typeof ListOrganizationOverviewsQuery>;

/** A page of all shared organizations, newest first, for administrators. */
export async function listOrganizationOverviews(ctx: UserContext, query: Query): Promise<{ rows: OrganizationOverview[]; nextCursor: string | undefined }> {
  requireRole(ctx, "admin");
  const rows = await db().organization.findMany({ where: { AND: [matching(query), query.cursor ? { id: { lt: query.cursor } } : {}] }, include, orderBy: { id: "desc" }, take: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  return { rows: page.map(toOverview), nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

/** One of them. Throws NOT_FOUND, also for a personal one. */
export async function getOrganizationOverview(ctx: UserContext, id: string): Promise<OrganizationOverview> {
  requireRole(ctx, "admin");
  const row = await db().organization.findFirst({ where: { id, personalUserId: null }, include });
  if (!row) throw notFound();
  return toOverview(row);
}

/** How many nobody can act for. */
export function countOwnerless(ctx: UserContext): Promise<number> {
  requireRole(ctx, "admin");
  return db().organization.count({ where: isOwnerless });
}

function matching({ search, ownerless }: Query): Prisma.OrganizationWhereInput {
  const contains = { contains: search?.replace(/[\\%_]/g, "\\$&") ?? "", mode: "insensitive" as const };
  return { AND: [{ personalUserId: null }, search ? { OR: [{ name: contains }, { id: search }] } : {}, ownerless === "true" ? isOwnerless : ownerless === "false" ? { NOT: isOwnerless } : {}] };
}

function toOverview({ id, name, memberships, _count, createdAt }: Row): OrganizationOverview {
  const owners = memberships.map(({ user }) => ({ id: user.id, username: user.username, suspended: user.suspendedAt !== null }));
  return { id, name, owners, ownerless: owners.every(({ suspended }) => suspended), members: _count.memberships, keys: _count.credentials, created_at: toWireTime(createdAt) };
}
