import { compileRules, type CompiledRules } from "@/lib/contract/gateway-rules";
import type { GatewayRule, ToolRule } from "@/lib/contract/protected-apis";
import type { ProtectedApi } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { isMcpPrefix } from "./sound";
import { connectTo, type UpstreamConnections } from "./upstream/connect";

/** A protected API, prepared for matching requests. */
export type CompiledApi = {
  id: string;
  name: string;
  prefix: string;
  /** `PUBLIC_URL` and the prefix: the audience of tokens for it. */
  resource: string;
  isMcp: boolean;
  rules: readonly GatewayRule[];
  compiledRules: CompiledRules;
  /** MCP servers: absent is every tool. */
  tools: readonly ToolRule[] | undefined;
  stripPrefix: boolean;
  timeoutSeconds: number;
  maxBodyBytes: number;
  /** Origin, host and path of the upstream's address. */
  upstreamOrigin: string;
  upstreamHost: string;
  upstreamPath: string;
  connections: UpstreamConnections;
  /** Which state of the declaration this is. */
  version: number;
};

export function compileApi(row: ProtectedApi): CompiledApi {
  const { origin, host, pathname } = new URL(row.upstream);
  const rules = row.rules as GatewayRule[];
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    resource: `${config().publicUrl}${row.prefix}`,
    isMcp: isMcpPrefix(row.prefix),
    rules,
    compiledRules: compileRules(rules),
    tools: (row.tools as ToolRule[] | null) ?? undefined,
    stripPrefix: row.stripPrefix,
    timeoutSeconds: row.timeoutSeconds,
    maxBodyBytes: row.maxBodyBytes,
    upstreamOrigin: origin,
    upstreamHost: host,
    upstreamPath: pathname.replace(/\/+$/, ""),
    connections: connectTo(row),
    version: row.updatedAt.getTime(),
  };
}
