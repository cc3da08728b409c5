import { scopeAllows, scopesByNameOnly } from "@/lib/contract/scopes";
import type { Principal } from "@/lib/context";
import { invalid, Refusal } from "@/lib/errors";
import { scopeRegistry } from "./registry";

/**
 * The scopes that a new credential gets. Asked for by name: each must be registered and held by the maker (a child is never
 * stronger than its parent). Not asked for: absent, and the credential follows its person's role, unless the maker itself holds less.
 */
export function chooseScopes(maker: Principal, asked: readonly string[] | undefined): { scopes: string[]; scopesFollowRole: boolean } {
  if (asked === undefined) {
    return maker.kind === "session" ? { scopes: [], scopesFollowRole: true } : { scopes: maker.scopes.filter((name) => !scopesByNameOnly.includes(name)), scopesFollowRole: false };
  }
  const known = new Set(scopeRegistry().map((scope) => scope.name));
  const unknown = asked.find((name) => !known.has(name));
  if (unknown !== undefined) throw invalid("scopes", `There is no scope ${JSON.stringify(unknown)}. GET /api/v1/scopes lists them`);
  const beyond = asked.find((name) => !scopeAllows(maker.scopes, name));
  if (beyond !== undefined) throw new Refusal("FORBIDDEN", { required_scope: beyond }, `You cannot grant ${beyond}: you do not hold it yourself`);
  return { scopes: [...new Set(asked)].sort(), scopesFollowRole: false };
}
