import type { z } from "zod";
import { effectiveScopes } from "@/lib/access/effective-scopes";
import { keyPolicyColumns } from "@/lib/api-keys/policy";
import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { CredentialKind } from "@/lib/contract/auth";
import type { Role } from "@/lib/contract/scopes";
import type { ListUserCredentialsQuery, UserCredentialView } from "@/lib/contract/user-credentials";
import { leakMarks } from "@/lib/credentials/leaked";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { scopeRegistry } from "@/lib/scopes/registry";
import { getUser } from "../find-users";

/** What `toUserCredentialView` reads beside the row. */
export const credentialViewInclude = {
  user: { select: { role: true } },
  client: { select: { id: true, clientId: true, name: true } },
  // a key holds no more than the policy of its organization allows
  organization: { select: { ...keyPolicyColumns } },
} satisfies Prisma.CredentialInclude;
type Row = Prisma.CredentialGetPayload<{ include: typeof credentialViewInclude }>;

/** A page of what can act as an account, newest first, for administrators. Throws NOT_FOUND for an unknown account. */
export async function listUserCredentials(ctx: UserContext, userId: string, query: z.output<typeof ListUserCredentialsQuery>) {
  const user = await getUser(ctx, userId);
  const rows = await db().credential.findMany({
    where: { AND: [livingCredentials(user.id), query.kind ? { kind: query.kind } : {}, query.cursor ? { id: { lt: query.cursor } } : {}] },
    include: credentialViewInclude,
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

/**
 * What was not revoked. A key that has expired is still somebody's key; a session or connection that has is over, and one whose
 * code was never exchanged never began.
 */
export function livingCredentials(userId: string): Prisma.CredentialWhereInput {
  return { ...stillLiving(), userId };
}

/** The same, whosesoever they are. */
export function stillLiving(): Prisma.CredentialWhereInput {
  return {
    revokedAt: null,
    NOT: [
      { kind: { in: ["session", "grant", "access_token"] }, expiresAt: { lte: clock.now() } },
      { kind: "grant", codes: { some: { usedAt: null } } },
    ],
  };
}

export function toUserCredentialView(row: Row): UserCredentialView {
  const { client } = row;
  return {
    id: row.id,
    kind: row.kind as CredentialKind,
    name: row.name,
    status: statusOf(row),
    scopes: effectiveScopes(row, row.user.role as Role, scopeRegistry()),
    scopes_follow_role: row.scopesFollowRole || row.kind === "session",
    organization_id: row.organizationId ?? undefined,
    organization_name: row.organization?.name,
    app: client ? { id: client.id, client_id: client.clientId, name: client.name } : undefined,
    environment: (row.environment as "live" | "test" | null) ?? undefined,
    hint: row.hint ?? undefined,
    parent_id: row.parentId ?? undefined,
    allowed_ips: row.ipRestricted ? row.allowedIps : undefined,
    rate_limit_per_minute: row.rateLimitPerMinute ?? undefined,
    expires_at: toWireTime(row.expiresAt),
    created_at: toWireTime(row.createdAt),
    created_ip: row.createdIp ?? undefined,
    created_user_agent: row.createdUserAgent ?? undefined,
    last_used_at: toWireTime(row.lastUsedAt),
    last_used_ip: row.lastUsedIp ?? undefined,
    last_used_user_agent: row.lastUsedUserAgent ?? undefined,
    ...leakMarks(row),
  };
}

function statusOf(row: Row): UserCredentialView["status"] {
  const now = clock.now().getTime();
  const silentSince = (row.lastUsedAt ?? row.createdAt).getTime();
  const isIdle = row.idleTimeoutSeconds !== null && silentSince + row.idleTimeoutSeconds * 1000 <= now;
  if (isIdle || (row.expiresAt && row.expiresAt.getTime() <= now)) return "expired";
  return row.pausedAt ? "paused" : "active";
}
