import type { ScopeChoice } from "@/components/scopes/scope-groups";
import type { OrganizationView } from "@/lib/contract/organizations";
import { scopeAllows } from "@/lib/contract/scopes";

/** Where a key belongs, and what that organization demands of it. */
export type KeyOrganization = Pick<OrganizationView, "id" | "name" | "longest_key_lifetime_seconds" | "key_addresses_required" | "allowed_key_scopes">;

/** The scopes as they can be given there: what the organization does not allow is closed, and says why. */
export function scopesWithin(scopes: ScopeChoice[], { name: organization, allowed_key_scopes: allowed }: KeyOrganization): ScopeChoice[] {
  if (allowed === undefined) return scopes;
  return scopes.map((scope) => (scopeAllows(allowed, scope.name) || !scope.grantable ? scope : { ...scope, grantable: false, closed_by: `not allowed by ${organization}` }));
}
