import type { ScopeView } from "@/lib/contract/scope-registry";
import { roleReaches } from "@/lib/contract/scopes";
import type { UserContext } from "@/lib/context";
import { scopeRegistry, type RegisteredScope } from "./registry";

/** The registry, all of it unless a page is asked for, each scope with whether the caller's role may hold it. */
export function listScopes(ctx: UserContext, query: { limit: number; cursor?: string | undefined } = { limit: Number.POSITIVE_INFINITY }): { rows: ScopeView[]; nextCursor: string | undefined } {
  const after = scopeRegistry().filter((scope) => !query.cursor || scope.name > query.cursor);
  const rows = after.slice(0, query.limit).map((scope) => toScopeView(ctx, scope));
  return { rows, nextCursor: after.length > query.limit ? rows.at(-1)!.name : undefined };
}

export function toScopeView(ctx: UserContext, scope: RegisteredScope): ScopeView {
  return {
    name: scope.name,
    description: scope.description,
    lowest_role: scope.lowestRole,
    built_in: scope.builtIn,
    grantable: roleReaches(ctx.principal.user.role, scope.lowestRole),
  };
}
