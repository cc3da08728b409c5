import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { MemberView } from "@/lib/contract/members";
import type { MembershipRole } from "@/lib/contract/organizations";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { isUuid } from "@/lib/ids";
import { isManager, requireCaretaker } from "../membership";

export const memberInclude = { user: { select: { id: true, username: true, name: true, email: true, suspendedAt: true } } } satisfies Prisma.MembershipInclude;
export type MemberRow = Prisma.MembershipGetPayload<{ include: typeof memberInclude }>;

/** A page of the members, in the order in which their accounts were made. Every member sees who they are; addresses are for owners and admins. */
export async function listMembers(ctx: UserContext, organizationId: string, query: { limit: number; cursor?: string | undefined }) {
  const { role } = await requireCaretaker(ctx, organizationId);
  const cursor = query.cursor === undefined ? {} : { userId: isUuid(query.cursor) ? { gt: query.cursor } : { in: [] } };
  const rows = await db().membership.findMany({ where: { organizationId, ...cursor }, include: memberInclude, orderBy: { userId: "asc" }, take: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  return { rows: page, showsAddresses: isManager(role), nextCursor: rows.length > query.limit ? page.at(-1)!.userId : undefined };
}

export function toMemberView({ user, role, createdAt }: MemberRow, showsAddress: boolean): MemberView {
  return {
    user_id: user.id,
    username: user.username,
    name: user.name ?? undefined,
    email: showsAddress ? (user.email ?? undefined) : undefined,
    role: role as MembershipRole,
    joined_at: toWireTime(createdAt),
  };
}

/** How many belong to each, for organizations that somebody is known to belong to. */
export async function countMembers(organizationIds: string[]): Promise<Map<string, number>> {
  const counts = await db().membership.groupBy({ by: ["organizationId"], where: { organizationId: { in: organizationIds } }, _count: true });
  return new Map(counts.map(({ organizationId, _count }) => [organizationId, _count]));
}
