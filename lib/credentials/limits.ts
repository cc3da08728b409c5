import type { Principal } from "@/lib/context";
import { secondsFromNow } from "@/lib/clock";
import { config } from "@/lib/env/config";
import { invalid } from "@/lib/errors";

/** The end of a new credential: as asked, and never after its maker's own, unless the maker is the person signed in. */
export function chooseExpiry(maker: Principal, askedSeconds: number | undefined): Date | undefined {
  const asked = askedSeconds === undefined ? undefined : secondsFromNow(askedSeconds);
  const parent = maker.kind === "session" ? undefined : maker.credentialExpiresAt;
  if (!parent) return asked;
  return asked && asked < parent ? asked : parent;
}

/** Calls a day of a new or changed credential: never more than its maker's own. */
export function chooseQuota(maker: Principal, asked: number | null | undefined): number | null {
  const most = maker.quotaPerDay;
  if (asked == null) return most ?? null;
  if (most !== undefined && asked > most) throw invalid("quota_per_day", `must be at most ${most}, as many as your own credential may make`);
  return asked;
}

/** Calls a minute of a new or changed credential. Only administrators may go above the house's default or the maker's own limit. */
export function chooseRateLimit(maker: Principal, asked: number | null | undefined): number | null {
  if (asked == null) return maker.rateLimitPerMinute ?? null;
  const most = maker.rateLimitPerMinute ?? config().ratePerMinute;
  if (asked > most && maker.user.role !== "admin") throw invalid("rate_limit_per_minute", `must be at most ${most}; an administrator can allow more`);
  return asked;
}
