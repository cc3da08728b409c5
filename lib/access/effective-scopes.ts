import { roleReaches, scopeAllows, scopesByNameOnly, type Role } from "@/lib/contract/scopes";
import type { RegisteredScope } from "@/lib/scopes/registry";

type Held = {
  kind: string;
  scopes: string[];
  scopesFollowRole: boolean;
  /** Where it belongs, with that organization's policy for keys. */
  organization?: { keyScopesRestricted: boolean; allowedKeyScopes: string[] } | null;
};

/** What is left of a credential's scopes for the role that its person has now, and for the policy of its organization. A session holds all that the role may. */
export function effectiveScopes(held: Held, role: Role, registry: readonly RegisteredScope[]): string[] {
  const scopes = scopesForRole(held, role, registry);
  const isRestricted = held.kind === "api_key" && held.organization?.keyScopesRestricted;
  return isRestricted ? intersectScopes(scopes, held.organization!.allowedKeyScopes) : scopes;
}

function scopesForRole(held: Held, role: Role, registry: readonly RegisteredScope[]): string[] {
  const allowed = registry.filter((scope) => roleReaches(role, scope.lowestRole)).map((scope) => scope.name);
  if (held.kind === "session") return allowed;
  if (held.scopesFollowRole) return allowed.filter((name) => !scopesByNameOnly.includes(name));
  const set = new Set(held.scopes);
  return allowed.filter((name) => set.has(name));
}

/** What both allow: of `agents:write` here and `agents:read` there, `agents:read` is left. */
export function intersectScopes(left: readonly string[], right: readonly string[]): string[] {
  const both = [...left.filter((name) => scopeAllows(right, name)), ...right.filter((name) => scopeAllows(left, name))];
  return [...new Set(both)].sort();
}
