import type { Awaitable } from "@/lib/awaitable";
import { slot } from "@/lib/slot";
import type { Allowance } from "../allowance";
import type { Budget } from "../limiter";

/** Counters that several instances share. */
export interface SharedLimits {
  take(allowance: Allowance): Awaitable<Budget>;
  peek(allowance: Allowance): Awaitable<Budget>;
  /** One of `limit` within so many milliseconds from the first on. */
  takeOf(key: string, limit: number, milliseconds: number): Awaitable<Budget>;
  /** Gives one back, soon. Never below zero. */
  giveBack(key: string): void;
  /** Is the place where they are counted reachable? */
  isHealthy(): boolean;
  close(): Promise<void>;
}

const sharedLimitsSlot = slot<SharedLimits>("sharedLimits");
/** Absent where this process is alone. */
export const sharedLimits = () => sharedLimitsSlot.peek();
export const setSharedLimits = (limits: SharedLimits) => sharedLimitsSlot.set(limits);
export const clearSharedLimits = () => sharedLimitsSlot.clear();
