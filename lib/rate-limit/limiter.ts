import { clock } from "@/lib/clock";
import { slot } from "@/lib/slot";

export type Window = {
  limit: number;
  remaining: number;
  /** Milliseconds since 1970 at which the window ends. */
  resetsAt: number;
};

export type Budget = Window & {
  allowed: boolean;
  /** Each window by itself, where more than one is counted. */
  windows?: { minute: Window; day: Window };
};

type Counter = { used: number; resetsAt: number };

const windowMilliseconds = 60_000;

/** Counts calls in windows of a minute that begin with the first call. Exact in one process: taking is one synchronous step. */
export class Limiter {
  private readonly windows = new Map<string, Counter>();
  private sweptAt = 0;

  constructor(private readonly mostWindows = 1_000_000) {}

  /** How many windows are kept. */
  get size(): number {
    return this.windows.size;
  }

  take(key: string, limit: number, milliseconds = windowMilliseconds): Budget {
    const window = this.windowOf(key, milliseconds);
    const allowed = window.used < limit;
    if (allowed) window.used++;
    return { allowed, limit, remaining: Math.max(0, limit - window.used), resetsAt: window.resetsAt };
  }

  /** What is left, without taking. */
  peek(key: string, limit: number, milliseconds = windowMilliseconds): Budget {
    const now = clock.now().getTime();
    const window = this.windows.get(key);
    const live = window && window.resetsAt > now ? window : { used: 0, resetsAt: now + milliseconds };
    return { allowed: live.used < limit, limit, remaining: Math.max(0, limit - live.used), resetsAt: live.resetsAt };
  }

  /** Gives one back: what was reserved turned out not to count. Never below zero. */
  giveBack(key: string): void {
    const window = this.windows.get(key);
    if (window && window.used > 0) window.used--;
  }

  /** Raises the count to what other instances have counted. */
  raise(key: string, used: number, milliseconds = windowMilliseconds): void {
    const window = this.windowOf(key, milliseconds);
    window.used = Math.max(window.used, used);
  }

  private windowOf(key: string, milliseconds: number): Counter {
    const now = clock.now().getTime();
    const known = this.windows.get(key);
    if (known && known.resetsAt > now) return known;
    this.sweep(now);
    const window = { used: 0, resetsAt: now + milliseconds };
    this.windows.set(key, window);
    return window;
  }

  /** Looking through all costs as much as there are, so it is done now and then, however many come. Beyond what memory allows the oldest go first. */
  private sweep(now: number): void {
    if (this.windows.size >= this.mostWindows) this.windows.delete(this.windows.keys().next().value!);
    if (now - this.sweptAt < (this.windows.size < this.mostWindows / 2 ? 10_000 : 1000)) return;
    this.sweptAt = now;
    for (const [key, window] of this.windows) if (window.resetsAt <= now) this.windows.delete(key);
  }
}

const limiterSlot = slot<Limiter>("limiter");
export const limiter = () => limiterSlot.get();
export const setLimiter = (value: Limiter) => limiterSlot.set(value);
