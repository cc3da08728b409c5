import { clock } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import { config } from "@/lib/env/config";

/** Whose calls are counted, and how many there may be. */
export type Allowance = Pick<Principal, "budgetId" | "rateLimitPerMinute" | "quotaPerDay">;

export const minute = 60_000;
const day = 86_400_000;

export function countersOf({ budgetId, rateLimitPerMinute, quotaPerDay }: Allowance) {
  return { minuteKey: `credential ${budgetId}`, dayKey: `quota ${budgetId}`, perMinute: rateLimitPerMinute ?? config().ratePerMinute, quota: quotaPerDay };
}

/** Days are days in UTC. */
export function untilMidnight(): number {
  return day - (clock.now().getTime() % day);
}
