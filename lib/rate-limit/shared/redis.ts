import { Redis } from "ioredis";
import { randomUUID } from "node:crypto";
import type { Awaitable } from "@/lib/awaitable";
import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { log } from "@/lib/log";
import { countersOf, minute, untilMidnight, type Allowance } from "../allowance";
import { limiter, type Budget } from "../limiter";
import { noteSpentToday, peekLocally, takeLocally, toBudget } from "../local-budget";
import type { SharedLimits } from "./shared-limits";
import { giveBackScript, instancesScript, peekScript, takeScript, windowScript } from "./scripts";

/** A call waits no longer than that for its count. */
const patienceMs = 250;
const heartbeatMs = 5000;

type Counted = [allowed: number, usedMinute: number, leftMs: number, usedDay: number];
type CountedWindow = [allowed: number, used: number, leftMs: number];
type Scripted = Redis & {
  takeCall(...args: (string | number)[]): Promise<Counted>;
  peekCall(...args: (string | number)[]): Promise<Counted>;
  takeOfWindow(...args: (string | number)[]): Promise<CountedWindow>;
  giveBackToWindow(key: string): Promise<number>;
  countInstances(...args: (string | number)[]): Promise<number>;
};

/**
 * Limits that all instances count in one Redis: exact, for each call is one script that Redis runs by itself. While Redis does
 * not answer, each instance lets through its part of the limit alone, as many as it knew there to be, so that together they
 * are never above it.
 */
export class RedisLimits implements SharedLimits {
  private readonly redis: Scripted;
  private readonly instance = randomUUID();
  private readonly heartbeat: NodeJS.Timeout;
  private instances = 1;
  private healthy = true;

  constructor(url: string) {
    this.redis = connect(url);
    this.redis.on("error", (error: Error) => this.note(false, error));
    this.redis.on("ready", () => void this.beat());
    this.heartbeat = setInterval(() => void this.beat(), heartbeatMs);
    this.heartbeat.unref();
  }

  take(allowance: Allowance): Awaitable<Budget> {
    if (this.redis.status !== "ready") return this.takeAlone(allowance);
    const { dayKey, perMinute, quota } = countersOf(allowance);
    const spentToday = quota === undefined ? 0 : quota - limiter().peek(dayKey, quota).remaining;
    return this.redis.takeCall(...keysOf(allowance), perMinute, quota ?? 0, untilMidnight(), spentToday).then(
      (counted) => this.toBudget(allowance, counted),
      (error: Error) => {
        this.note(false, error);
        return this.takeAlone(allowance);
      },
    );
  }

  peek(allowance: Allowance): Awaitable<Budget> {
    if (this.redis.status !== "ready") return peekLocally(allowance);
    const { perMinute, quota } = countersOf(allowance);
    return this.redis.peekCall(...keysOf(allowance), perMinute, quota ?? 0).then((counted) => this.toBudget(allowance, counted), () => peekLocally(allowance));
  }

  takeOf(key: string, limit: number, milliseconds: number): Awaitable<Budget> {
    if (this.redis.status !== "ready") return this.takeOfAlone(key, limit, milliseconds);
    return this.redis.takeOfWindow(windowKey(key), limit, milliseconds).then(
      ([allowed, used, leftMs]) => {
        const left = leftMs > 0 ? leftMs : milliseconds;
        limiter().raise(key, used, left);
        return { allowed: allowed === 1, limit, remaining: Math.max(0, limit - used), resetsAt: clock.now().getTime() + left };
      },
      (error: Error) => {
        this.note(false, error);
        return this.takeOfAlone(key, limit, milliseconds);
      },
    );
  }

  giveBack(key: string): void {
    if (this.redis.status !== "ready") return;
    this.redis.giveBackToWindow(windowKey(key)).catch((error: Error) => this.note(false, error));
  }

  isHealthy(): boolean {
    return this.healthy && this.redis.status === "ready";
  }

  async close(): Promise<void> {
    clearInterval(this.heartbeat);
    await this.redis.zrem(instancesKey, this.instance).catch(() => {});
    this.redis.disconnect();
  }

  private takeOfAlone(key: string, limit: number, milliseconds: number): Budget {
    return limiter().take(key, Math.max(1, Math.floor(limit / this.instances)), milliseconds);
  }

  private takeAlone(allowance: Allowance): Budget {
    return takeLocally(allowance, 1 / this.instances);
  }

  /** What Redis has counted is also noted here: should it go away, this instance goes on from there. */
  private toBudget(allowance: Allowance, [allowed, usedMinute, leftMs, usedDay]: Counted): Budget {
    const { minuteKey, perMinute, quota } = countersOf(allowance);
    const now = clock.now().getTime();
    const left = leftMs > 0 ? leftMs : minute;
    limiter().raise(minuteKey, usedMinute, left);
    if (quota !== undefined) noteSpentToday(allowance.budgetId, usedDay);
    const window = { limit: perMinute, remaining: Math.max(0, perMinute - usedMinute), resetsAt: now + left };
    return toBudget(allowed === 1, window, quota === undefined ? undefined : { limit: quota, remaining: Math.max(0, quota - usedDay), resetsAt: now + untilMidnight() });
  }

  private async beat(): Promise<void> {
    try {
      this.instances = Math.max(1, await this.redis.countInstances(instancesKey, this.instance, heartbeatMs * 3));
      this.note(true);
    } catch (error) {
      this.note(false, error as Error);
    }
  }

  /** Said once when it goes, and once when it is back. */
  private note(healthy: boolean, error?: Error): void {
    if (healthy === this.healthy) return;
    this.healthy = healthy;
    if (healthy) log.info("Redis is back: limits are counted together again");
    else log.warn("Redis does not answer: each instance counts its part of the limits alone", { error });
  }
}

const instancesKey = "keyhouse:instances";
/** Braces: a Redis cluster keeps both on one node. */
const keysOf = ({ budgetId }: Allowance): [string, string] => [`keyhouse:{${budgetId}}:minute`, `keyhouse:{${budgetId}}:day`];
/** Names of accounts and addresses of people stand in it: Redis gets neither. */
const windowKey = (key: string) => `keyhouse:window:${sha256(key)}`;

function connect(url: string): Scripted {
  const redis = new Redis(url, {
    commandTimeout: patienceMs,
    connectTimeout: 2000,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(attempt * 200, 2000),
  });
  redis.defineCommand("takeCall", { numberOfKeys: 2, lua: takeScript });
  redis.defineCommand("peekCall", { numberOfKeys: 2, lua: peekScript });
  redis.defineCommand("takeOfWindow", { numberOfKeys: 1, lua: windowScript });
  redis.defineCommand("giveBackToWindow", { numberOfKeys: 1, lua: giveBackScript });
  redis.defineCommand("countInstances", { numberOfKeys: 1, lua: instancesScript });
  return redis as Scripted;
}
