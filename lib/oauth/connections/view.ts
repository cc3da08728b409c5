import { effectiveScopes } from "@/lib/access/effective-scopes";
import { clock, toWireTime } from "@/lib/clock";
import type { ConnectedAppView } from "@/lib/contract/connected-apps";
import type { Role } from "@/lib/contract/scopes";
import { scopeRegistry } from "@/lib/scopes/registry";
import { describeEnd } from "../grants/end-reasons";
import { showClient } from "../grants/show-client";
import type { ConnectedAppRow } from "./find";

export function toConnectedAppView(row: ConnectedAppRow): ConnectedAppView {
  return {
    id: row.id,
    name: row.name,
    status: statusOf(row),
    client: showClient(row.client!),
    grant_type: row.grantType as ConnectedAppView["grant_type"],
    scopes: effectiveScopes(row, row.user.role as Role, scopeRegistry()),
    resource: row.resource!,
    organization_id: row.organizationId ?? undefined,
    bound_key: row.boundKey,
    redirect_uri: row.redirectUri ?? undefined,
    remembered: row.rememberConsent,
    created_at: toWireTime(row.createdAt),
    created_ip: row.createdIp ?? undefined,
    created_user_agent: row.createdUserAgent ?? undefined,
    expires_at: toWireTime(row.expiresAt!),
    first_used_at: toWireTime(row.firstUsedAt),
    last_used_at: toWireTime(row.lastUsedAt),
    last_used_ip: row.lastUsedIp ?? undefined,
    last_used_user_agent: row.lastUsedUserAgent ?? undefined,
    calls: Number(row.callCount),
    ended: row.revokedAt ? { at: toWireTime(row.revokedAt), reason: row.revokedReason ?? "revoked", text: describeEnd(row.revokedReason) } : undefined,
  };
}

function statusOf(row: ConnectedAppRow): ConnectedAppView["status"] {
  if (row.revokedAt) return "revoked";
  return row.expiresAt! <= clock.now() ? "expired" : "active";
}
