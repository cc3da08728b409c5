import type { Awaitable } from "@/lib/awaitable";
import { clock } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import { config } from "@/lib/env/config";
import { limiter, type Budget, type Window } from "./limiter";
import { sharedLimits } from "./shared/shared-limits";

/** Whose calls are counted, and how many there may be. */
export type Allowance = Pick<Principal, "budgetId" | "rateLimitPerMinute" | "quotaPerDay">;

const minute = 60_000;
const day = 86_400_000;

/**
 * One call of a credential: of its minute and, where it has a quota, of its day. A call that is refused spends neither. Exact in
 * one process, for it is one synchronous step; several instances count in Redis where `REDIS_URL` is set.
 */
export function takeFromBudget(allowance: Allowance): Awaitable<Budget> {
  return sharedLimits()?.take(allowance) ?? takeLocally(allowance);
}

/** As above, by this process alone; `share` is its part of the limits while it cannot ask how much the others have spent. */
export function takeLocally(allowance: Allowance, share = 1): Budget {
  const { minuteKey, dayKey, perMinute, quota } = countersOf(allowance);
  const [minuteLimit, dayLimit] = [part(perMinute, share), quota === undefined ? undefined : part(quota, share)];
  const today = dayLimit === undefined ? undefined : limiter().peek(dayKey, dayLimit, untilMidnight());
  const left = today && !today.allowed ? { ...limiter().peek(minuteKey, minuteLimit, minute), allowed: false } : limiter().take(minuteKey, minuteLimit, minute);
  const spent = left.allowed && dayLimit !== undefined ? limiter().take(dayKey, dayLimit, untilMidnight()) : today;
  return toBudget(left.allowed, left, spent);
}

/** What is left, without a call. */
export function peekBudget(allowance: Allowance): Awaitable<Budget> {
  return sharedLimits()?.peek(allowance) ?? peekLocally(allowance);
}

export function peekLocally(allowance: Allowance): Budget {
  const { minuteKey, dayKey, perMinute, quota } = countersOf(allowance);
  const left = limiter().peek(minuteKey, perMinute, minute);
  const today = quota === undefined ? undefined : limiter().peek(dayKey, quota, untilMidnight());
  return toBudget(left.allowed && (today?.allowed ?? true), left, today);
}

/** The window that refuses, or would refuse first, speaks for both. */
export function toBudget(allowed: boolean, left: Window, today: Window | undefined): Budget {
  const first = today !== undefined && today.remaining < left.remaining ? today : left;
  const { limit, remaining, resetsAt } = first;
  return { allowed, limit, remaining, resetsAt, ...(today && { windows: { minute: left, day: today } }) };
}

export function countersOf({ budgetId, rateLimitPerMinute, quotaPerDay }: Allowance) {
  return { minuteKey: `credential ${budgetId}`, dayKey: `quota ${budgetId}`, perMinute: rateLimitPerMinute ?? config().ratePerMinute, quota: quotaPerDay };
}

/** A day's calls that others have counted (another instance, this one before it was started anew) are spent here too. */
export function noteSpentToday(budgetId: string, calls: number): void {
  limiter().raise(`quota ${budgetId}`, calls, untilMidnight());
}

/** Days are days in UTC. */
export function untilMidnight(): number {
  return day - (clock.now().getTime() % day);
}

function part(limit: number, share: number): number {
  return Math.max(1, Math.floor(limit * share));
}
