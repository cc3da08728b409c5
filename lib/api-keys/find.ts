import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { managedOrganizationIds } from "@/lib/organizations/membership";
import { keyPolicyColumns } from "./policy";

export const apiKeyInclude = {
  user: { select: { id: true, username: true, role: true, groups: true } },
  organization: { select: keyPolicyColumns },
  // earlier secrets, those whose overlap lasts among them
  secrets: { where: { supersededAt: { not: null } }, orderBy: { supersededAt: "desc" }, take: 5, omit: { hash: true, ciphertext: true } },
} satisfies Prisma.CredentialInclude;
export type ApiKeyRow = Prisma.CredentialGetPayload<{ include: typeof apiKeyInclude }>;

/** The keys that the caller may see and change: those they made, and those of organizations where they are owner or admin. */
export async function visibleApiKeys(ctx: UserContext): Promise<Prisma.CredentialWhereInput> {
  const { user, organizationId } = ctx.principal;
  // somebody who has left an organization cannot manage its keys, not even those they made
  const own = { userId: user.id, organization: { memberships: { some: { userId: user.id } } } };
  const theirs = { OR: [own, { organizationId: { in: await managedOrganizationIds(ctx) } }] };
  return { kind: "api_key", revokedAt: null, AND: [theirs, organizationId ? { organizationId } : {}] };
}

export async function getApiKey(ctx: UserContext, id: string): Promise<ApiKeyRow> {
  const row = await db().credential.findFirst({ where: { AND: [await visibleApiKeys(ctx), { id }] }, include: apiKeyInclude });
  if (!row) throw notFound();
  return row;
}

export type ApiKeyQuery = { limit: number; cursor?: string | undefined; organization_id?: string | undefined };

/** A page of keys, newest first. */
export async function listApiKeys(ctx: UserContext, query: ApiKeyQuery) {
  const rows = await db().credential.findMany({
    where: { AND: [await visibleApiKeys(ctx), query.cursor ? { id: { lt: query.cursor } } : {}, query.organization_id ? { organizationId: query.organization_id } : {}] },
    include: apiKeyInclude,
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}
