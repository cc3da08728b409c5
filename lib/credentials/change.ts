import { chooseAddresses } from "@/lib/access/choose-addresses";
import { clock } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { chooseScopes } from "@/lib/scopes/choose";
import { unleaked } from "./leaked";
import { chooseQuota, chooseRateLimit } from "./limits";

export type CredentialChange = {
  name?: string | undefined;
  scopes?: string[] | undefined;
  allowed_ips?: string[] | null | undefined;
  rate_limit_per_minute?: number | null | undefined;
  quota_per_day?: number | null | undefined;
  paused?: boolean | undefined;
};

/** The columns that a change touches, and no others; never beyond what the changer holds. */
export function changedColumns(maker: Principal, change: CredentialChange): Prisma.CredentialUpdateManyMutationInput {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.scopes !== undefined && chooseScopes(maker, change.scopes)),
    ...(change.allowed_ips !== undefined && chooseAddresses(maker, change.allowed_ips)),
    ...(change.rate_limit_per_minute !== undefined && { rateLimitPerMinute: chooseRateLimit(maker, change.rate_limit_per_minute) }),
    ...(change.quota_per_day !== undefined && { quotaPerDay: chooseQuota(maker, change.quota_per_day) }),
    ...(change.paused !== undefined && (change.paused ? { pausedAt: clock.now() } : resumed)),
  };
}

/** What an audit entry keeps of a change: the fields and their new values, none of them secret. */
export function describeChange(change: CredentialChange): Record<string, unknown> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
/** Whoever resumes what was reported as leaked says that it was not. */
const resumed = { pausedAt: null, ...unleaked };

