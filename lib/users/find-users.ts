import type { z } from "zod";
import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { ListUsersQuery, UserView } from "@/lib/contract/users-admin";
import { db } from "@/lib/db/client";
import type { Prisma, User } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { isUuid } from "@/lib/ids";
import { requireRole } from "./require-role";
import { toUserSummary } from "./view";

/** A page of accounts, newest first, for administrators. */
export async function listUsers(ctx: UserContext, query: z.output<typeof ListUsersQuery>) {
  requireRole(ctx, "admin");
  const cursor = query.cursor === undefined ? {} : { id: isUuid(query.cursor) ? { lt: query.cursor } : { in: [] } };
  const rows = await db().user.findMany({ where: { AND: [matching(query), cursor] }, orderBy: { id: "desc" }, take: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

export async function getUser(ctx: UserContext, id: string): Promise<User> {
  requireRole(ctx, "admin");
  const user = isUuid(id) ? await db().user.findUnique({ where: { id } }) : null;
  if (!user) throw notFound();
  return user;
}

export function toUserView(user: User): UserView {
  return {
    ...toUserSummary(user),
    suspended: user.suspendedAt !== null,
    email_verified: user.emailVerifiedAt !== null,
    created_at: toWireTime(user.createdAt),
    last_sign_in_at: toWireTime(user.lastSignInAt),
  };
}

function matching(query: z.output<typeof ListUsersQuery>): Prisma.UserWhereInput {
  const contains = query.search === undefined ? undefined : { contains: query.search.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  return {
    ...(contains && { OR: [{ username: contains }, { name: contains }, { email: contains }, ...(isUuid(query.search!) ? [{ id: query.search! }] : [])] }),
    ...(query.role && { role: query.role }),
    ...(query.group && { groups: { has: query.group } }),
    ...(query.suspended && { suspendedAt: query.suspended === "true" ? { not: null } : null }),
    ...(query.signed_in && { lastSignInAt: query.signed_in === "true" ? { not: null } : null }),
  };
}
