import type { UserContext } from "@/lib/context";
import { scopeAllows } from "@/lib/contract/scopes";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { managedOrganizationIds } from "@/lib/organizations/membership";

export const clientInclude = {
  owner: { select: { id: true, username: true } },
  secrets: { orderBy: { createdAt: "desc" } },
} satisfies Prisma.OauthClientInclude;
export type ClientRow = Prisma.OauthClientGetPayload<{ include: typeof clientInclude }>;

/** The clients that the caller manages: those registered by hand, their own and those of organizations where they are owner or admin. */
export async function managedClients(ctx: UserContext): Promise<Prisma.OauthClientWhereInput> {
  const { user, organizationId } = ctx.principal;
  const organizations = (await managedOrganizationIds(ctx)).filter((id) => organizationId === undefined || id === organizationId);
  const own = organizationId === undefined ? [{ ownerId: user.id, organizationId: null }] : [];
  return { kind: "registered", OR: [...own, { organizationId: { in: organizations } }] };
}

/** A client that the caller manages; administrators reach every one. */
export async function reachableClient(ctx: UserContext, id: string): Promise<Prisma.OauthClientWhereInput> {
  return { AND: [{ id }, isAdministrator(ctx) ? {} : await managedClients(ctx)] };
}

/**
 * A client that the caller may change. Administrators govern every client, but nobody gets another person's secrets or turns its
 * answers elsewhere: that would be to act in its name. They reach those that registered themselves only to be told so.
 */
export async function changeableClient(ctx: UserContext, id: string): Promise<Prisma.OauthClientWhereInput> {
  const own = await managedClients(ctx);
  return { AND: [{ id }, isAdministrator(ctx) ? { OR: [own, { kind: { not: "registered" } }] } : own] };
}

/** Is it the caller's to change? Administrators see every client, and change none of other people's. */
export async function mayChangeClient(ctx: UserContext, id: string): Promise<boolean> {
  const where = { AND: [{ id }, await managedClients(ctx)] };
  return scopeAllows(ctx.principal.scopes, "keys:write") && (await db().oauthClient.count({ where })) === 1;
}

export async function getClient(ctx: UserContext, id: string): Promise<ClientRow> {
  const row = await db().oauthClient.findFirst({ where: await reachableClient(ctx, id), include: clientInclude });
  if (!row) throw notFound();
  return row;
}

export type ClientQuery = {
  limit: number;
  cursor?: string | undefined;
  organization_id?: string | undefined;
  /** Those that belong to no organization. */
  isOwn?: boolean | undefined;
};

/** A page of the clients that the caller manages, newest first. */
export async function listClients(ctx: UserContext, query: ClientQuery): Promise<{ rows: ClientRow[]; nextCursor: string | undefined }> {
  const rows = await db().oauthClient.findMany({
    where: { AND: [await managedClients(ctx), query.cursor ? { id: { lt: query.cursor } } : {}, withinOrganization(query)] },
    include: clientInclude,
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

function withinOrganization({ organization_id: organizationId, isOwn }: ClientQuery): Prisma.OauthClientWhereInput {
  if (isOwn) return { organizationId: null };
  return organizationId ? { organizationId } : {};
}

export function isAdministrator({ principal }: UserContext): boolean {
  return principal.user.role === "admin" && scopeAllows(principal.scopes, "admin");
}

/** Connections that work at this moment. */
export function livingGrants(): Prisma.CredentialWhereInput {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] };
}
