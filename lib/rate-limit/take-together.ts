import type { Awaitable } from "@/lib/awaitable";
import { minute } from "./allowance";
import { limiter, type Budget } from "./limiter";
import { sharedLimits } from "./shared/shared-limits";

/**
 * One of `limit` within so many milliseconds from the first on, by all instances together: in Redis where `REDIS_URL` is set,
 * else in this process. Once the limit is reached Redis is not asked again: a flood costs it nothing.
 */
export function takeTogether(key: string, limit: number, milliseconds = minute): Awaitable<Budget> {
  const shared = sharedLimits();
  if (!shared) return limiter().take(key, limit, milliseconds);
  const known = limiter().peek(key, limit, milliseconds);
  return known.allowed ? shared.takeOf(key, limit, milliseconds) : known;
}

/** The same for what may be given back: then others may have made room, and only Redis knows. */
export function reserveTogether(key: string, limit: number, milliseconds: number): Awaitable<Budget> {
  return sharedLimits()?.takeOf(key, limit, milliseconds) ?? limiter().take(key, limit, milliseconds);
}

/** What was reserved turned out not to count. */
export function giveBackTogether(key: string): void {
  limiter().giveBack(key);
  sharedLimits()?.giveBack(key);
}
