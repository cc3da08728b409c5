/** Roles from weakest to strongest. Each may what the ones before it may. */
export const roles = ["viewer", "user", "developer", "admin"] as const;
export type Role = (typeof roles)[number];

/** The scopes that Keyhouse itself asks for. Operators add their own to the registry (`GET /api/v1/scopes`). */
export const builtInScopes = {
  "agents:read": { lowestRole: "viewer", description: "View agents" },
  "agents:write": { lowestRole: "developer", description: "Create and change agents" },
  "conversations:read": { lowestRole: "viewer", description: "View conversations" },
  "conversations:write": { lowestRole: "user", description: "Start and continue conversations" },
  "models:read": { lowestRole: "viewer", description: "View models" },
  "models:write": { lowestRole: "developer", description: "Configure models" },
  "triggers:read": { lowestRole: "viewer", description: "View triggers" },
  "triggers:write": { lowestRole: "user", description: "Create and change triggers" },
  "keys:read": { lowestRole: "viewer", description: "See your keys and tokens, without their secrets" },
  "keys:write": { lowestRole: "user", description: "Create, change and revoke keys and tokens" },
  "organizations:read": { lowestRole: "viewer", description: "See your organizations and their members" },
  "organizations:write": { lowestRole: "user", description: "Change your organizations and invite people" },
  "users:read": { lowestRole: "admin", description: "See all accounts" },
  "users:write": { lowestRole: "admin", description: "Change, suspend and delete accounts" },
  "audit:read": { lowestRole: "viewer", description: "Read the audit log" },
  "tokens:verify": { lowestRole: "developer", description: "Check other people's keys and tokens on behalf of an API" },
  admin: { lowestRole: "admin", description: "Everything, including what other scopes allow" },
} as const satisfies Record<string, { lowestRole: Role; description: string }>;

export type BuiltInScope = keyof typeof builtInScopes;

/** Scopes that a credential gets only when they are asked for by name. */
export const scopesByNameOnly: readonly string[] = ["admin", "users:read", "users:write", "tokens:verify"];

/** Is `role` at least `lowest`? */
export function roleReaches(role: Role, lowest: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(lowest);
}

/** Does holding `held` allow `needed`? `admin` allows all, `x:write` allows `x:read`. */
export function scopeAllows(held: Iterable<string>, needed: string): boolean {
  const writing = needed.endsWith(":read") ? `${needed.slice(0, -":read".length)}:write` : undefined;
  for (const scope of held) {
    if (scope === needed || scope === "admin" || scope === writing) return true;
  }
  return false;
}
