import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { InitialAccessTokenView } from "@/lib/contract/oauth-clients-admin";
import { db } from "@/lib/db/client";
import type { InitialAccessToken } from "@/lib/db/generated/client";
import { requireRole } from "@/lib/users/require-role";

/** A page of the tokens that were not revoked, newest first, for administrators. */
export async function listInitialAccessTokens(ctx: UserContext, query: { limit: number; cursor?: string | undefined }) {
  requireRole(ctx, "admin");
  const rows = await db().initialAccessToken.findMany({ where: { revokedAt: null, ...(query.cursor && { id: { lt: query.cursor } }) }, orderBy: { id: "desc" }, take: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

export function toInitialAccessTokenView(row: InitialAccessToken): InitialAccessTokenView {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    status: row.expiresAt && row.expiresAt <= clock.now() ? "expired" : row.remainingUses === 0 ? "used_up" : "active",
    remaining_uses: row.remainingUses ?? undefined,
    expires_at: toWireTime(row.expiresAt),
    last_used_at: toWireTime(row.lastUsedAt),
    created_at: toWireTime(row.createdAt),
  };
}
