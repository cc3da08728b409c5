import type { Principal } from "@/lib/context";
import { config } from "@/lib/env/config";
import type { Refusal } from "@/lib/errors";
import { missingScope, type Tool } from "./define-tool";
import { everydayScopes } from "./tools/all";

/** Where a client learns how to get a token for our MCP server (RFC 9728, section 5.1). */
export const metadataUrl = () => `${config().publicUrl}/.well-known/oauth-protected-resource/mcp`;

/**
 * The `WWW-Authenticate` of a 401. Its scopes suffice for everyday work: many clients ask for what the first challenge names,
 * and cannot ask for more later. No `error` where no credential was sent (RFC 6750, section 3).
 */
export function challenge(refusal: Pick<Refusal, "code" | "message">): string {
  const error = refusal.code === "AUTH_REQUIRED" ? "" : `error="invalid_token", error_description="${quotable(refusal.message)}", `;
  return `Bearer ${error}resource_metadata="${metadataUrl()}", scope="${everydayScopes().join(" ")}"`;
}

/**
 * What a caller who lacks a tool's scope is told (403): to ask for what the token has and the tool needs together, so that it
 * loses nothing by asking (SEP-835), or to widen the connection where the client cannot ask.
 */
export function scopeChallenge(tool: Tool, principal: Principal): { scopes: [string, ...string[]]; errorDescription: string } | undefined {
  const missing = missingScope(tool, principal);
  if (missing === undefined) return undefined;
  const errorDescription = quotable(`${tool.name} needs the scope ${missing}. Connect again with the scopes of this challenge, or allow it at ${config().publicUrl}/connected-apps`);
  return { scopes: [missing, ...principal.scopes], errorDescription };
}

/** RFC 6750, section 3: printable ASCII without quotes and backslashes. */
function quotable(text: string): string {
  return text.replaceAll('"', "'").replace(/[^\x20-\x7e]|\\/g, "?");
}
