import { isMeantFor } from "@/lib/access/is-meant-for";
import type { Principal, UserContext } from "@/lib/context";
import { roleReaches, scopeAllows, type Role } from "@/lib/contract/scopes";
import { Refusal } from "@/lib/errors";

export type Demand = { scope?: string | undefined; role?: Role | undefined; group?: string | undefined; resource?: string | undefined };

/**
 * Lets a request of another server's caller pass, or throws INVALID_TOKEN (a token for another resource) or FORBIDDEN with what
 * is missing. Returns the identity headers that the server behind may trust.
 */
export function admit({ principal }: UserContext, { scope, role, group, resource }: Demand): Record<string, string> {
  if (!isMeantFor(principal, resource)) throw new Refusal("INVALID_TOKEN", {}, "The access token is for another resource");
  const missing = namesIn(scope).find((name) => !scopeAllows(principal.scopes, name));
  if (missing !== undefined) throw new Refusal("FORBIDDEN", { required_scope: missing });
  if (role !== undefined && !roleReaches(principal.user.role, role)) throw new Refusal("FORBIDDEN", { required_role: role });
  const groups = namesIn(group);
  if (groups.length > 0 && !groups.some((name) => principal.user.groups.includes(name))) throw new Refusal("FORBIDDEN", {}, `Only people in ${groups.length === 1 ? "the group" : "one of the groups"} ${groups.join(", ")} may do this`);
  return identityHeaders(principal);
}

/**
 * Who calls, in headers. All are always there, empty where there is nothing to say: a proxy overwrites what the caller made up only with
 * what it is given. Text beyond ASCII is percent-encoded UTF-8 (RFC 3986).
 */
export function identityHeaders(principal: Principal): Readonly<Record<string, string>> {
  let headers = known.get(principal);
  if (!headers) known.set(principal, (headers = Object.freeze(spell(principal))));
  return headers;
}

/** A principal never changes, so neither does what is said of it. */
const known = new WeakMap<Principal, Readonly<Record<string, string>>>();

function spell({ user, scopes, organizationId, credentialId }: Principal): Record<string, string> {
  const told: Record<string, string | undefined> = {
    "x-auth-user": user.id,
    "x-auth-username": user.username,
    "x-auth-email": user.email,
    "x-auth-role": user.role,
    "x-auth-groups": user.groups.map((group) => group.replaceAll(",", "%2C")).join(","),
    "x-auth-scopes": scopes.join(" "),
    "x-auth-organization": organizationId,
    "x-auth-credential": credentialId,
  };
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, encodeText(value ?? "")]));
}

function namesIn(list: string | undefined): string[] {
  return (list ?? "").split(/[\s,]+/).filter(Boolean);
}

function encodeText(text: string): string {
  return text.replace(/[^\x20-\x7e]+/gu, encodeURIComponent);
}
