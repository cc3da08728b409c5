import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Credential, Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";

/** The caller's own API tokens that are not revoked; a credential bound to an organization sees those bound to it. */
export function ownApiTokens(ctx: UserContext): Prisma.CredentialWhereInput {
  const { user, organizationId, kind } = ctx.principal;
  return { kind: "api_token", userId: user.id, revokedAt: null, ...(kind !== "session" && organizationId && { organizationId }) };
}

export async function getApiToken(ctx: UserContext, id: string): Promise<Credential> {
  const row = await db().credential.findFirst({ where: { ...ownApiTokens(ctx), id } });
  if (!row) throw notFound();
  return row;
}

export async function listApiTokens(ctx: UserContext, query: { limit: number; cursor?: string | undefined }) {
  const rows = await db().credential.findMany({
    where: { AND: [ownApiTokens(ctx), query.cursor ? { id: { lt: query.cursor } } : {}] },
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}
