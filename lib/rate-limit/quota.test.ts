import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { goodPassword, openHouse, type House, type Person } from "@/lib/testing/house";
import { accessCache } from "@/lib/access/cache";
import { callRecorder } from "@/lib/usage/record/recorder";
import { Limiter, setLimiter } from "./limiter";

let house: House;
let person: Person;
const { now } = clock;
beforeAll(async () => {
  house = await openHouse();
  await house.signUp("admin");
  person = await house.signUp("plain");
});
afterEach(() => void (clock.now = now));
afterAll(() => house.close());

type Key = { id: string; key: string; quota_per_day?: number };
const makeKey = async (body: object) => (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "A key", ...body } })).json as Key;
const use = (key: Key) => house.send("GET", "/api/v1/scopes", { apiKey: key.key });
const statuses = async (key: Key, calls: number) => {
  const all: number[] = [];
  for (let call = 0; call < calls; call++) all.push((await use(key)).status);
  return all;
};
const noon = Date.parse("2026-11-22T12:00:00Z");
const at = (time: number) => void (clock.now = () => new Date(time));

describe("a quota a day", () => {
  it("refuses what is over it until the next day in UTC, and says when that is", async () => {
    const key = await makeKey({ quota_per_day: 3 });
    expect(key.quota_per_day).toBe(3);
    at(noon);
    expect(await statuses(key, 3)).toEqual([200, 200, 200]);
    const refused = await use(key);
    expect(refused.status).toBe(429);
    expect(refused.json).toMatchObject({ code: "RATE_LIMITED" });
    expect(refused.headers.get("retry-after")).toBe(String(12 * 3600));
    expect(refused.headers.get("x-ratelimit-reset")).toBe(String(Date.parse("2026-11-23T00:00:00Z") / 1000));
    at(noon + 12 * 3_600_000 - 1000);
    expect((await use(key)).status).toBe(429);
    at(noon + 12 * 3_600_000);
    expect((await use(key)).status).toBe(200);
  });

  it("stands beside the minute in the headers, and both count down", async () => {
    const key = await makeKey({ quota_per_day: 50, rate_limit_per_minute: 10 });
    at(noon);
    const { headers } = await use(key);
    expect(headers.get("ratelimit-policy")).toBe('"minute";q=10;w=60, "day";q=50;w=86400');
    expect(headers.get("ratelimit")).toBe('"minute";r=9;t=60, "day";r=49;t=43200');
    expect([headers.get("x-ratelimit-limit"), headers.get("x-ratelimit-remaining")]).toEqual(["10", "9"]);
  });

  it("is not spent by what the minute refuses", async () => {
    const key = await makeKey({ quota_per_day: 4, rate_limit_per_minute: 2 });
    at(noon);
    expect(await statuses(key, 5)).toEqual([200, 200, 429, 429, 429]);
    at(noon + 60_000);
    expect(await statuses(key, 3)).toEqual([200, 200, 429]);
    expect((await use(key)).headers.get("ratelimit")).toContain('"day";r=0');
  });

  it("is remembered by whoever starts anew, and by other instances: the database knows what was spent", async () => {
    const key = await makeKey({ quota_per_day: 3 });
    expect(await statuses(key, 2)).toEqual([200, 200]);
    await callRecorder().flush();
    setLimiter(new Limiter());
    accessCache().invalidate(["*"]);
    expect(await statuses(key, 2)).toEqual([200, 429]);
  });

  it("can be lifted, and acts on the next call", async () => {
    const key = await makeKey({ quota_per_day: 1 });
    expect(await statuses(key, 2)).toEqual([200, 429]);
    const changed = await house.send("PATCH", `/api/v1/api-keys/${key.id}`, { token: person.token, body: { quota_per_day: null } });
    expect(changed.json).not.toHaveProperty("quota_per_day");
    expect((await use(key)).status).toBe(200);
  });

  it("set in the middle of a day counts what was called before", async () => {
    const key = await makeKey({});
    expect(await statuses(key, 3)).toEqual([200, 200, 200]);
    await callRecorder().flush();
    await house.send("PATCH", `/api/v1/api-keys/${key.id}`, { token: person.token, body: { quota_per_day: 4 } });
    expect(await statuses(key, 2)).toEqual([200, 429]);
  });
});

it("a window speaks for both in a verification on behalf of another API", async () => {
  const admin = (await house.send("POST", "/api/v1/auth/login", { body: { username: "admin", password: goodPassword } })).json as { token: string };
  const key = await makeKey({ quota_per_day: 1 });
  const ask = async () => (await house.send("POST", "/api/v1/api-keys/verify", { token: admin.token, body: { key: key.key } })).json;
  expect(await ask()).toMatchObject({ valid: true, rate_limit: { limit: 1, remaining: 0 } });
  expect(await ask()).toMatchObject({ valid: false, code: "RATE_LIMITED" });
});
