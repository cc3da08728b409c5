import { countersOf, minute, untilMidnight, type Allowance } from "./allowance";
import { limiter, type Budget, type Window } from "./limiter";

/**
 * One call, counted by this process alone: one synchronous step, and so exact. `share` is its part of the limits while it cannot
 * ask how much other instances have spent.
 */
export function takeLocally(allowance: Allowance, share = 1): Budget {
  const { minuteKey, dayKey, perMinute, quota } = countersOf(allowance);
  const [minuteLimit, dayLimit] = [part(perMinute, share), quota === undefined ? undefined : part(quota, share)];
  const today = dayLimit === undefined ? undefined : limiter().peek(dayKey, dayLimit, untilMidnight());
  const left = today && !today.allowed ? { ...limiter().peek(minuteKey, minuteLimit, minute), allowed: false } : limiter().take(minuteKey, minuteLimit, minute);
  const spent = left.allowed && dayLimit !== undefined ? limiter().take(dayKey, dayLimit, untilMidnight()) : today;
  return toBudget(left.allowed, left, spent);
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

/** A day's calls that others have counted (another instance, this one before it was started anew) are spent here too. */
export function noteSpentToday(budgetId: string, calls: number): void {
  limiter().raise(`quota ${budgetId}`, calls, untilMidnight());
}

function part(limit: number, share: number): number {
  return Math.max(1, Math.floor(limit * share));
}
