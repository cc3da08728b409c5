import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseConfig, setConfig } from "@/lib/env/config";
import { setLogLevel } from "@/lib/log";
import { waitUntil } from "@/lib/testing/wait-until";
import { startRedis, type RedisServer } from "../../../scripts/redis.mjs";
import { Limiter, setLimiter, type Budget } from "../limiter";
import { RedisLimits } from "./redis";

const redis = await startRedis();

// where there is no Redis and none can be installed, the rest of the tests is still worth running
describe.runIf(redis)("limits that instances share over Redis", () => {
  let server: RedisServer;
  const open: RedisLimits[] = [];
  beforeAll(() => {
    server = redis!;
    setConfig(parseConfig({ RATE_LIMIT_PER_MINUTE: "100" }));
    setLogLevel("error");
    setLimiter(new Limiter());
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((limits) => limits.close()));
    setLimiter(new Limiter());
  });
  afterAll(() => server.stop());

  async function instance(): Promise<RedisLimits> {
    const limits = new RedisLimits(server.url);
    open.push(limits);
    await waitUntil(() => limits.isHealthy());
    return limits;
  }
  let people = 0;
  const allowance = (more: { rateLimitPerMinute?: number; quotaPerDay?: number } = {}) => ({ budgetId: `key_${++people}`, rateLimitPerMinute: undefined, quotaPerDay: undefined, ...more });
  const allowed = (budgets: Budget[]) => budgets.filter((budget) => budget.allowed).length;

  it("of 500 calls at once at three instances, exactly as many pass as the limit says, and what is left counts down without a gap", async () => {
    const instances = [await instance(), await instance(), await instance()];
    const who = allowance({ rateLimitPerMinute: 100 });
    const budgets = await Promise.all(Array.from({ length: 500 }, (_, call) => instances[call % 3]!.take(who)));
    expect(allowed(budgets)).toBe(100);
    const left = budgets.filter((budget) => budget.allowed).map(({ remaining }) => remaining).sort((a, b) => b - a);
    expect(left).toEqual(Array.from({ length: 100 }, (_, index) => 99 - index));
  });

  it("a quota a day is one for all of them, and refused calls spend nothing", async () => {
    const [one, two] = [await instance(), await instance()];
    const who = allowance({ rateLimitPerMinute: 10, quotaPerDay: 15 });
    const budgets = await Promise.all(Array.from({ length: 40 }, (_, call) => (call % 2 ? one : two).take(who)));
    expect(allowed(budgets)).toBe(10);
    expect((await one.peek(who)).windows).toMatchObject({ minute: { remaining: 0 }, day: { remaining: 5 } });
  });

  it("a day that was spent before Redis was emptied stays spent", async () => {
    const limits = await instance();
    const who = allowance({ quotaPerDay: 3 });
    await limits.take(who);
    await limits.take(who);
    await server.stop();
    server = (await startRedis({ port: server.port }))!;
    await waitUntil(() => limits.isHealthy(), 20_000);
    const budgets = [await limits.take(who), await limits.take(who)];
    expect(budgets.map((budget) => budget.allowed)).toEqual([true, false]);
  }, 30_000);

  const window = (limits: RedisLimits, key: string, limit = 10) => limits.takeOf(key, limit, 60_000);

  it("a window is one for all of them: of 60 anonymous calls at once at three instances ten pass, and what is left counts down without a gap", async () => {
    const instances = [await instance(), await instance(), await instance()];
    const budgets = await Promise.all(Array.from({ length: 60 }, (_, call) => window(instances[call % 3]!, "anonymous 192.0.2.1")));
    expect(budgets.filter((budget) => budget.allowed).map(({ remaining }) => remaining).sort((a, b) => b - a)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    const refused = budgets.find((budget) => !budget.allowed)!;
    expect(refused.resetsAt - Date.now()).toBeGreaterThan(50_000);
    expect(refused.resetsAt - Date.now()).toBeLessThanOrEqual(60_000);
  });

  it("a window takes back what did not count, also from another instance, and never goes below zero", async () => {
    const [one, two] = [await instance(), await instance()];
    expect([(await window(one, "sign-in ada", 1)).allowed, (await window(two, "sign-in ada", 1)).allowed]).toEqual([true, false]);
    for (let time = 0; time < 3; time++) two.giveBack("sign-in ada");
    expect([(await window(two, "sign-in ada", 1)).allowed, (await window(one, "sign-in ada", 1)).allowed]).toEqual([true, false]);
  });

  it("Redis is told neither who tries nor from where", async () => {
    await window(await instance(), "sign-in ada@example.com 192.0.2.1");
    const client = new Redis(server.url);
    const keys = await client.keys("*");
    client.disconnect();
    expect(keys.filter((key) => key.startsWith("keyhouse:window:")).length).toBeGreaterThan(0);
    expect(keys.join()).not.toMatch(/ada|192\.0\.2/);
  });

  it("while Redis is away each instance lets through its part alone, says so, and counts together again afterwards", async () => {
    const [one, two] = [await instance(), await instance()];
    const who = allowance({ rateLimitPerMinute: 100 });
    await waitUntil(async () => {
      await (one as unknown as { beat(): Promise<void> }).beat();
      return (one as unknown as { instances: number }).instances >= 2;
    });
    await server.stop();
    await waitUntil(() => !one.isHealthy() && !two.isHealthy());
    const budgets = await Promise.all(Array.from({ length: 200 }, () => one.take(who)));
    expect(allowed(budgets)).toBeLessThanOrEqual(50);
    expect(allowed(budgets)).toBeGreaterThan(0);
    const tries = await Promise.all(Array.from({ length: 20 }, () => window(one, "anonymous 192.0.2.9")));
    expect(allowed(tries)).toBe(5);
    server = (await startRedis({ port: server.port }))!;
    await waitUntil(() => one.isHealthy() && two.isHealthy(), 20_000);
    expect((await two.take(allowance())).allowed).toBe(true);
  }, 40_000);

  it("a Redis that hangs holds no call up for longer than a quarter of a second", async () => {
    const limits = await instance();
    process.kill(server.pid, "SIGSTOP");
    try {
      const began = performance.now();
      expect((await limits.take(allowance())).allowed).toBe(true);
      expect(performance.now() - began).toBeLessThan(1500);
    } finally {
      process.kill(server.pid, "SIGCONT");
    }
  });
});
