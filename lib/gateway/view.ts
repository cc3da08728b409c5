import { toWireTime } from "@/lib/clock";
import type { GatewayRule, ProtectedApiView, ToolRule } from "@/lib/contract/protected-apis";
import type { ProtectedApi } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { isMcpPrefix } from "./sound";
import { upstreamHealth } from "./upstream/health";

export function toProtectedApiView(row: ProtectedApi): ProtectedApiView {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    url: `${config().publicUrl}${row.prefix}`,
    upstream: row.upstream,
    rules: row.rules as GatewayRule[],
    tools: (row.tools as ToolRule[] | null) ?? undefined,
    is_mcp_server: isMcpPrefix(row.prefix),
    is_enabled: row.isEnabled,
    strip_prefix: row.stripPrefix,
    timeout_seconds: row.timeoutSeconds,
    max_body_bytes: row.maxBodyBytes,
    ca_certificate: row.caCertificate ?? undefined,
    source: row.source as ProtectedApiView["source"],
    health: upstreamHealth().of(row.id),
    created_at: toWireTime(row.createdAt),
    updated_at: toWireTime(row.updatedAt),
  };
}
