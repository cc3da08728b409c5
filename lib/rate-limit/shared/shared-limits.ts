import type { Awaitable } from "@/lib/awaitable";
import { slot } from "@/lib/slot";
import type { Allowance } from "../allowance";
import type { Budget } from "../limiter";

/** Counters that several instances share. */
export interface SharedLimits {
  take(allowance: Allowance): Awaitable<Budget>;
  peek(allowance: Allowance): Awaitable<Budget>;
  /** Is the place where they are counted reachable? */
  isHealthy(): boolean;
  close(): Promise<void>;
}

const sharedLimitsSlot = slot<SharedLimits>("sharedLimits");
/** Absent where this process is alone. */
export const sharedLimits = () => sharedLimitsSlot.peek();
export const setSharedLimits = (limits: SharedLimits) => sharedLimitsSlot.set(limits);
export const clearSharedLimits = () => sharedLimitsSlot.clear();
