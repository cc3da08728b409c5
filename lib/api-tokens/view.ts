import { effectiveScopes } from "@/lib/access/effective-scopes";
import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { ApiTokenView } from "@/lib/contract/auth";
import type { Credential } from "@/lib/db/generated/client";
import { scopeRegistry } from "@/lib/scopes/registry";

export function toApiTokenView(ctx: UserContext, row: Credential): ApiTokenView {
  return {
    id: row.id,
    name: row.name,
    scopes: effectiveScopes(row, ctx.principal.user.role, scopeRegistry()),
    allowed_ips: row.ipRestricted ? row.allowedIps : undefined,
    rate_limit_per_minute: row.rateLimitPerMinute ?? undefined,
    expires_at: toWireTime(row.expiresAt),
    last_used_at: toWireTime(row.lastUsedAt),
    created_at: toWireTime(row.createdAt),
  };
}
