import { KeyhouseError } from "../errors";
import type { Principal } from "../verify/principal";
import { scopeAllows } from "../verify/requirements";

export type ToolScopes = Record<string, readonly string[]>;

/**
 * Throws FORBIDDEN where the messages call a tool whose scopes the caller lacks. A batch (revision 2025-03-26) is refused as a whole: it
 * has one status.
 */
export function requireToolScopes(body: unknown, tools: ToolScopes, principal: Principal): void {
  for (const message of [body].flat() as (Message | null)[]) {
    const name = message?.method === "tools/call" ? message.params?.name : undefined;
    const needed = typeof name === "string" && Object.hasOwn(tools, name) ? tools[name]! : [];
    const missing = needed.find((scope) => !scopeAllows(principal.scopes, scope));
    if (missing !== undefined) throw new KeyhouseError({ status: 403, code: "FORBIDDEN", message: `The tool ${String(name)} needs the scope ${missing}`, requiredScope: missing });
  }
}

/** What a client should ask for: what it has and what it lacks, so that it loses nothing by asking. */
export const widenedScopes = (principal: Principal, missing: string): string[] => [...new Set([...principal.scopes, missing])];

type Message = { method?: unknown; params?: { name?: unknown } };
