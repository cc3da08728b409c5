import type { z } from "zod";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { ListCredentialsQuery } from "@/lib/contract/credentials";
import { scopeAllows } from "@/lib/contract/scopes";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound, Refusal } from "@/lib/errors";
import { managedOrganizationIds, requireMembership } from "@/lib/organizations/membership";
import { credentialViewInclude, stillLiving } from "@/lib/users/govern/list-credentials";

export const holdingInclude = { ...credentialViewInclude, user: { select: { id: true, username: true, role: true } } } satisfies Prisma.CredentialInclude;
export type Holding = Prisma.CredentialGetPayload<{ include: typeof holdingInclude }>;

type Query = z.output<typeof ListCredentialsQuery>;
/** `onlyRoots`: without tokens by exchange, which stand under what they were made from. */
type Asked = Query & { onlyRoots?: boolean };

/**
 * A page of everything that can act as the caller, newest first; of an organization, or, for administrators, of everybody.
 * Throws NOT_FOUND to strangers of the organization, FORBIDDEN where an administrator is needed.
 */
export async function listHoldings(ctx: UserContext, query: Asked): Promise<{ rows: Holding[]; nextCursor: string | undefined }> {
  const rows = await db().credential.findMany({
    where: { AND: [within(await reachOf(ctx, query)), stillLiving(), matching(query), query.onlyRoots ? { parentId: null } : {}, query.cursor ? { id: { lt: query.cursor } } : {}] },
    include: holdingInclude,
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

/** Whose credentials are asked for; absent members say nothing. Of an organization's the caller sees their own, and with `keysOfOthers` its members' keys. */
export type Reach = { userId?: string; organizationId?: string; keysOfOthers?: boolean };

/** Throws NOT_FOUND to strangers of the organization, FORBIDDEN where an administrator is needed. */
export async function reachOf(ctx: UserContext, { organization_id, everybody }: Pick<Query, "organization_id" | "everybody">): Promise<Reach> {
  const { user, organizationId: bound, scopes } = ctx.principal;
  if (everybody === "true") {
    if (user.role !== "admin" || !scopeAllows(scopes, "admin") || bound) throw new Refusal("FORBIDDEN", { required_role: "admin" });
    return organization_id ? { organizationId: organization_id } : {};
  }
  if (bound && organization_id && organization_id !== bound) throw notFound();
  const organizationId = organization_id ?? bound;
  if (!organizationId) return { userId: user.id };
  const { role } = await requireMembership(ctx, organizationId);
  return { organizationId, userId: user.id, keysOfOthers: role !== "member" };
}

function within({ userId, organizationId, keysOfOthers }: Reach): Prisma.CredentialWhereInput {
  const own = userId === undefined ? {} : { userId };
  return { AND: [organizationId === undefined ? {} : { organizationId }, keysOfOthers ? { OR: [own, { kind: "api_key" }] } : own] };
}

function matching({ kind, status, scope, q }: Query): Prisma.CredentialWhereInput {
  const now = clock.now();
  const contains = { contains: q?.replace(/[%_\\]/g, "\\$&") ?? "", mode: "insensitive" as const };
  return {
    AND: [
      kind ? { kind } : {},
      scope ? { scopes: { has: scope } } : {},
      status === "paused" ? { pausedAt: { not: null } } : {},
      status === "expired" ? { expiresAt: { lte: now } } : {},
      status === "active" ? { pausedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] } : {},
      q ? { OR: [{ name: contains }, { hint: contains }, { lastUsedIp: contains }, { lastUsedUserAgent: contains }, { user: { username: contains } }, { client: { name: contains } }] } : {},
    ],
  };
}

/** One of the caller's own, or a key of an organization that they manage. */
export async function findHolding(ctx: UserContext, id: string): Promise<Holding | undefined> {
  const { user, organizationId } = ctx.principal;
  const managed = await managedOrganizationIds(ctx);
  const visible: Prisma.CredentialWhereInput = { AND: [{ OR: [{ userId: user.id }, { kind: "api_key", organizationId: { in: managed } }] }, organizationId ? { organizationId } : {}] };
  return (await db().credential.findFirst({ where: { AND: [{ id }, visible, stillLiving()] }, include: holdingInclude })) ?? undefined;
}

/** The same; throws NOT_FOUND. */
export async function getHolding(ctx: UserContext, id: string): Promise<Holding> {
  const row = await findHolding(ctx, id);
  if (!row) throw notFound();
  return row;
}
