import { roleReaches, roles as allRoles, scopeAllows, type Role } from "@/lib/contract/scopes";
import type { Principal } from "@/lib/context";
import { Refusal } from "@/lib/errors";

/** What a rule asks of whoever calls: the scope, one of the roles or a stronger one, one of the groups. */
export type Demands = { scope?: string | undefined; roles?: readonly Role[] | undefined; groups?: readonly string[] | undefined };

/** Throws FORBIDDEN with what is missing. */
export function requireDemands({ scopes, user }: Principal, { scope, roles, groups }: Demands): void {
  if (scope !== undefined && !scopeAllows(scopes, scope)) throw new Refusal("FORBIDDEN", { required_scope: scope });
  if (roles && !roles.some((role) => roleReaches(user.role, role))) throw new Refusal("FORBIDDEN", { required_role: allRoles.find((role) => roles.includes(role)) });
  if (groups && !groups.some((group) => user.groups.includes(group))) {
    throw new Refusal("FORBIDDEN", {}, `Only people in ${groups.length === 1 ? "the group" : "one of the groups"} ${groups.join(", ")} may do this`);
  }
}

export function meetsDemands({ scopes, user }: Principal, { scope, roles, groups }: Demands): boolean {
  if (scope !== undefined && !scopeAllows(scopes, scope)) return false;
  if (roles && !roles.some((role) => roleReaches(user.role, role))) return false;
  return !groups || groups.some((group) => user.groups.includes(group));
}
