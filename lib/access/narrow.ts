import type { Principal } from "@/lib/context";
import { intersectBlocks } from "@/lib/client-address/addresses";
import { config } from "@/lib/env/config";
import { intersectScopes } from "./effective-scopes";
import type { Resolved } from "./resolved";

/**
 * A credential that hangs on another one (the key that a grant is bound to, the parent of an exchanged token) may only what
 * both may, ends with whichever ends first, and counts against the other's limit. A change of either one touches both.
 */
export function narrowTo(resolved: Resolved, other: Resolved): Resolved {
  const endsAt = Math.min(resolved.endsAt, other.endsAt, idleEnd(other));
  return {
    ...resolved,
    principal: narrowPrincipal(resolved.principal, other.principal, endsAt),
    tags: [...new Set([...resolved.tags, ...other.tags])],
    revoked: resolved.revoked || other.revoked,
    paused: resolved.paused || other.paused,
    suspended: resolved.suspended || other.suspended,
    endsAt,
    revokesAt: Math.min(resolved.revokesAt, other.revokesAt),
  };
}

function narrowPrincipal(principal: Principal, other: Principal, endsAt: number): Principal {
  return {
    ...principal,
    scopes: intersectScopes(principal.scopes, other.scopes),
    expiresAt: Number.isFinite(endsAt) ? new Date(endsAt) : undefined,
    credentialExpiresAt: earlier(principal.credentialExpiresAt, other.credentialExpiresAt),
    allowedIps: intersectAddresses(principal.allowedIps, other.allowedIps),
    secondFactorMissing: principal.secondFactorMissing || other.secondFactorMissing,
    rateLimitPerMinute: lowerLimit(principal.rateLimitPerMinute, other.rateLimitPerMinute),
    quotaPerDay: principal.quotaPerDay && other.quotaPerDay ? Math.min(principal.quotaPerDay, other.quotaPerDay) : (principal.quotaPerDay ?? other.quotaPerDay),
    budgetId: other.budgetId,
  };
}

function earlier(left: Date | undefined, right: Date | undefined): Date | undefined {
  return left && right ? (left < right ? left : right) : (left ?? right);
}

function intersectAddresses(left: readonly string[] | undefined, right: readonly string[] | undefined): readonly string[] | undefined {
  return left && right ? intersectBlocks(left, right) : (left ?? right);
}

/** Absent means the house's default. */
function lowerLimit(left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined && right === undefined) return undefined;
  const usual = config().ratePerMinute;
  return Math.min(left ?? usual, right ?? usual);
}

function idleEnd({ idle }: Resolved): number {
  return idle ? idle.lastUsedAt + idle.timeoutMilliseconds : Number.POSITIVE_INFINITY;
}
