import { chooseAddresses } from "@/lib/access/choose-addresses";
import { clock, toWireTime } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { invalid } from "@/lib/errors";
import { chooseScopes } from "@/lib/scopes/choose";
import { unleaked } from "./leaked";
import { chooseExpiry, chooseQuota, chooseRateLimit } from "./limits";

export type CredentialChange = {
  name?: string | undefined;
  /** `null`: whatever the owner's role may hold. */
  scopes?: string[] | null | undefined;
  allowed_ips?: string[] | null | undefined;
  rate_limit_per_minute?: number | null | undefined;
  quota_per_day?: number | null | undefined;
  paused?: boolean | undefined;
  /** Seconds from now; `null`: no end. */
  expires_in?: number | null | undefined;
};

/** What there is to know of a credential before its end is moved. */
type Ending = { expiresAt: Date | null; tokenExpiresAt: Date | null };

/** The columns that a change touches, and no others; never beyond what the changer holds. */
export function changedColumns(maker: Principal, change: CredentialChange, before: Ending): Prisma.CredentialUpdateManyMutationInput {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.scopes !== undefined && chooseScopes(maker, change.scopes ?? undefined)),
    ...(change.allowed_ips !== undefined && chooseAddresses(maker, change.allowed_ips)),
    ...(change.rate_limit_per_minute !== undefined && { rateLimitPerMinute: chooseRateLimit(maker, change.rate_limit_per_minute) }),
    ...(change.quota_per_day !== undefined && { quotaPerDay: chooseQuota(maker, change.quota_per_day) }),
    ...(change.paused !== undefined && (change.paused ? { pausedAt: clock.now() } : resumed)),
    ...(change.expires_in !== undefined && { expiresAt: chooseEnd(maker, change.expires_in, before) }),
  };
}

/** Whoever resumes what was reported as leaked says that it was not. */
export const resumed = { pausedAt: null, ...unleaked };

/** What has ended stays ended: whoever let it run out is not surprised by it later. */
function chooseEnd(maker: Principal, asked: number | null, { expiresAt, tokenExpiresAt }: Ending): Date | null {
  if (expiresAt && expiresAt <= clock.now()) throw invalid("expires_in", "cannot be set any more: this has expired. Make a new one in its place");
  const end = chooseExpiry(maker, asked ?? undefined) ?? null;
  // the signature covers it: nothing that is written here would make the token last longer
  if (tokenExpiresAt && (end === null || end > tokenExpiresAt)) throw invalid("expires_in", `must not be later than ${toWireTime(tokenExpiresAt)}, the end that the token itself carries. Make a new one in its place`);
  return end;
}

/** What an audit entry keeps of a change: the fields and their new values, none of them secret. */
export function describeChange(change: CredentialChange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
