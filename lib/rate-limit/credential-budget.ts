import type { Awaitable } from "@/lib/awaitable";
import type { Allowance } from "./allowance";
import type { Budget } from "./limiter";
import { peekLocally, takeLocally } from "./local-budget";
import { sharedLimits } from "./shared/shared-limits";

/**
 * One call of a credential: of its minute and, where it has a quota, of its day. A call that is refused spends neither. Counted
 * in this process, or in Redis where `REDIS_URL` is set: then several instances count together.
 */
export function takeFromBudget(allowance: Allowance): Awaitable<Budget> {
  return sharedLimits()?.take(allowance) ?? takeLocally(allowance);
}

/** What is left, without a call. */
export function peekBudget(allowance: Allowance): Awaitable<Budget> {
  return sharedLimits()?.peek(allowance) ?? peekLocally(allowance);
}
