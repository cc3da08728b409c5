import { effectiveScopes } from "@/lib/access/effective-scopes";
import { clock, toWireTime } from "@/lib/clock";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import type { Role } from "@/lib/contract/scopes";
import { scopeRegistry } from "@/lib/scopes/registry";
import { leakMarks } from "@/lib/credentials/leaked";
import { previousSecrets } from "@/lib/credentials/previous";
import type { ApiKeyRow } from "./find";
import { findBreaches } from "./policy";

export function toApiKeyView(row: ApiKeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    scopes: effectiveScopes(row, row.user.role as Role, scopeRegistry()),
    organization_id: row.organizationId!,
    environment: row.environment as "live" | "test",
    hint: row.hint!,
    status: statusOf(row),
    allowed_ips: row.ipRestricted ? row.allowedIps : undefined,
    rate_limit_per_minute: row.rateLimitPerMinute ?? undefined,
    quota_per_day: row.quotaPerDay ?? undefined,
    expires_at: toWireTime(row.expiresAt),
    created_at: toWireTime(row.createdAt),
    created_by: { id: row.user.id, username: row.user.username },
    last_used_at: toWireTime(row.lastUsedAt),
    last_used_ip: row.lastUsedIp ?? undefined,
    last_used_user_agent: row.lastUsedUserAgent ?? undefined,
    previous: previousSecrets(row.secrets),
    outside_policy: outsideOf(row),
    ...leakMarks(row),
  };
}

/** Absent where the key keeps to the policy of its organization. */
function outsideOf(row: ApiKeyRow): ApiKeyView["outside_policy"] {
  const breaches = row.organization ? findBreaches(row.organization, row) : [];
  return breaches.length === 0 ? undefined : breaches;
}

function statusOf(row: ApiKeyRow): ApiKeyView["status"] {
  if (row.expiresAt && row.expiresAt <= clock.now()) return "expired";
  return row.pausedAt ? "paused" : "active";
}
