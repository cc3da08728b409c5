import { KeyhouseError } from "../errors";
import type { Principal, Requirements } from "./principal";

/** Throws FORBIDDEN with the first thing that is missing. */
export function requireRights(principal: Principal, { scopes = [], roles, groups }: Requirements): void {
  const missing = scopes.find((scope) => !scopeAllows(principal.scopes, scope));
  if (missing !== undefined) throw forbidden({ requiredScope: missing });
  if (roles && !roles.includes(principal.user.role)) throw forbidden({ requiredRole: roles[0] });
  if (groups && !groups.some((group) => principal.groups.includes(group))) throw forbidden({});
}

/** `x:write` implies `x:read`, `admin` implies all. */
export function scopeAllows(held: readonly string[], needed: string): boolean {
  const writing = needed.endsWith(":read") ? needed.replace(/:read$/, ":write") : needed;
  return held.some((scope) => scope === needed || scope === writing || scope === "admin");
}

const forbidden = (details: { requiredScope?: string | undefined; requiredRole?: string | undefined }) =>
  new KeyhouseError({ status: 403, code: "FORBIDDEN", message: "Insufficient permissions", ...details });
