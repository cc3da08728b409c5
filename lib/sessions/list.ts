import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { SessionView } from "@/lib/contract/users";
import { db } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";

/** The caller's open sessions, newest first. */
export async function listSessions(ctx: UserContext, query: { limit: number; cursor?: string | undefined }) {
  const now = clock.now();
  const rows = await db().credential.findMany({
    where: { userId: ctx.principal.user.id, kind: "session", revokedAt: null, expiresAt: { gt: now }, ...(query.cursor && { id: { lt: query.cursor } }) },
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

export function toSessionView(ctx: UserContext, row: Credential): SessionView {
  return {
    id: row.id,
    current: row.id === ctx.principal.credentialId,
    created_at: toWireTime(row.createdAt),
    expires_at: toWireTime(row.expiresAt),
    last_used_at: toWireTime(row.lastUsedAt),
    ip: row.lastUsedIp ?? row.createdIp ?? undefined,
    user_agent: row.lastUsedUserAgent ?? row.createdUserAgent ?? undefined,
  };
}
