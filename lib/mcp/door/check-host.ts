import { isIP } from "node:net";
import { config, isLoopbackHost } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import type { Incoming } from "@/lib/http/incoming";

/**
 * DNS rebinding: a page elsewhere makes its own name point here, and its scripts then reach us as if we were their own server.
 * The browser tells by `Host`: only our own names count, and addresses, which nobody can make point elsewhere.
 */
export function requireOwnHost(incoming: Pick<Incoming, "header">): void {
  const host = incoming.header("host")?.toLowerCase();
  if (host !== undefined && isOwnHost(host)) return;
  throw new Refusal("FORBIDDEN", {}, "This server does not answer to that host name: use the address in PUBLIC_URL");
}

/**
 * A page of another origin acts with whatever its visitor may reach, so it must be one that the operator knows. Programs send
 * no Origin; desktop applications send one that no page can have. Pages on the person's own machine (the MCP Inspector) need a
 * token like everybody else; where nobody needs one, they are refused as well.
 */
export function requireKnownOrigin(incoming: Pick<Incoming, "header">): void {
  const origin = incoming.header("origin")?.toLowerCase();
  if (origin === undefined || isKnownOrigin(origin)) return;
  throw new Refusal("FORBIDDEN", {}, "Pages of this origin may not call the MCP server: the operator lists those that may in MCP_ALLOWED_ORIGINS");
}

function isOwnHost(host: string): boolean {
  const { publicUrl, apiUrl } = config();
  if (host === new URL(publicUrl).host || host === new URL(apiUrl).host) return true;
  const name = host.replace(/:\d+$/, "");
  return isLoopbackHost(name) || isIP(name.replace(/^\[|\]$/g, "")) !== 0;
}

function isKnownOrigin(origin: string): boolean {
  const { publicUrl, apiUrl, mcpAllowedOrigins, enableAuth } = config();
  if (origin === publicUrl || origin === apiUrl || mcpAllowedOrigins.includes(origin) || mcpAllowedOrigins.includes("*")) return true;
  if (!enableAuth || origin === "null" || !URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return !/^https?:$/.test(protocol) || isLoopbackHost(hostname);
}
