import type { Principal } from "@/lib/context";
import { config } from "@/lib/env/config";
import type { Refusal } from "@/lib/errors";
import { missingScope, type Tool } from "../define-tool";
import { metadataUrl, type Door } from "./door";

/**
 * The `WWW-Authenticate` of a 401. Its scopes suffice for everyday work: many clients ask for what the first challenge names,
 * and cannot ask for more later. No `error` where no credential was sent (RFC 6750, section 3).
 */
export function challenge(door: Door, refusal: Pick<Refusal, "code" | "message">): string {
  const error = refusal.code === "AUTH_REQUIRED" ? "" : `error="invalid_token", error_description="${quotable(refusal.message)}", `;
  const scope = door.scopes.length > 0 ? `, scope="${door.scopes.join(" ")}"` : "";
  return `Bearer ${error}resource_metadata="${metadataUrl(door)}"${scope}`;
}

/**
 * What a caller who lacks a tool's scope is told (403): to ask for what the token has and the tool needs together, so that it
 * loses nothing by asking (SEP-835), or to widen the connection where the client cannot ask.
 */
export function scopeChallenge(tool: Tool, principal: Principal): { scopes: [string, ...string[]]; errorDescription: string } | undefined {
  const missing = missingScope(tool, principal);
  if (missing === undefined) return undefined;
  const errorDescription = quotable(howToWiden(tool.name, missing));
  return { scopes: [missing, ...principal.scopes], errorDescription };
}

export function howToWiden(toolName: string, missing: string): string {
  return `${toolName} needs the scope ${missing}. Connect again with the scopes of this challenge, or allow it at ${config().publicUrl}/connected-apps`;
}

/**
 * The `WWW-Authenticate` of the 403 for what a token lacks: what it has and what is needed together, so that asking for more loses
 * nothing (SEP-835).
 */
export function insufficientScope(door: Door, missing: readonly string[], { scopes }: Pick<Principal, "scopes">, description: string): string {
  const union = [...new Set([...missing, ...scopes])];
  return `Bearer error="insufficient_scope", error_description="${quotable(description)}", resource_metadata="${metadataUrl(door)}", scope="${union.join(" ")}"`;
}

/** RFC 6750, section 3: printable ASCII without quotes and backslashes. */
function quotable(text: string): string {
  return text.replaceAll('"', "'").replace(/[^\x20-\x7e]|\\/g, "?");
}
