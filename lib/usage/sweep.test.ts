import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { callRecorder } from "./record/recorder";
import { sweepUsage } from "./sweep";

let house: House;
let person: Person;
const { now } = clock;
beforeAll(async () => {
  house = await openHouse({ REQUEST_LOG_DAYS: "7" });
  await house.signUp("admin");
  person = await house.signUp("plain");
});
afterEach(() => void (clock.now = now));
afterAll(() => house.close());

type Key = { id: string; key: string };
const makeKey = async () => (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name: "A key" } })).json as Key;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
async function useAt(key: Key, at: Date, from = "203.0.113.1") {
  clock.now = () => at;
  await house.send("GET", "/api/v1/scopes", { apiKey: key.key, from });
  clock.now = now;
  await callRecorder().flush();
}
const partitions = async () => (await db().$queryRaw<{ name: string }[]>`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname ~ '^request_log_[0-9]{8}$' ORDER BY 1`).map(({ name }) => name.slice(-8));
const stamp = (date: Date) => date.toISOString().slice(0, 10).replaceAll("-", "");

describe("the request log", () => {
  it("is kept as many days as it should be, and each day beyond goes as a whole", async () => {
    const key = await makeKey();
    for (const days of [9, 8, 7, 0]) await useAt(key, daysAgo(days));
    expect(await partitions()).toContain(stamp(daysAgo(9)));
    expect((await sweepUsage()).requestLogDays).toBe(2);
    expect(await db().loggedRequest.count({ where: { credentialId: key.id } })).toBe(2);
    expect((await partitions())[0]).toBe(stamp(daysAgo(7)));
  });

  it("has room for tomorrow before tomorrow comes, and makes it where nobody has", async () => {
    await sweepUsage();
    expect((await partitions()).slice(-3)).toEqual([stamp(daysAgo(0)), stamp(daysAgo(-1)), stamp(daysAgo(-2))]);
    const key = await makeKey();
    await useAt(key, daysAgo(-20));
    expect(await db().loggedRequest.count({ where: { credentialId: key.id } })).toBe(1);
    expect((await partitions()).at(-1)).toBe(stamp(daysAgo(-20)));
  });

  it("two instances that make the same day at once both succeed", async () => {
    const day = "2031-05-05";
    await Promise.all(Array.from({ length: 8 }, () => db().$executeRaw`SELECT request_log_add_day(${day}::date)`));
    expect((await partitions()).filter((name) => name === "20310505")).toHaveLength(1);
  });

  it("goes with the account that it tells of, and so do its counts; those of others stay", async () => {
    const other = await house.signUp();
    const theirs = (await house.send("POST", "/api/v1/api-keys", { token: other.token, body: { name: "K" } })).json as Key;
    const mine = await makeKey();
    await useAt(theirs, now());
    await useAt(mine, now());
    await house.send("DELETE", "/api/v1/users/me", { token: other.token, body: {} });
    expect(await db().user.findUnique({ where: { id: other.id } })).toBeNull();
    expect(await db().loggedRequest.count({ where: { userId: other.id } })).toBe(0);
    expect(await db().usageCount.count({ where: { subject: { in: [theirs.id, `user:${other.id}`] } } })).toBe(0);
    expect(await db().loggedRequest.count({ where: { credentialId: mine.id } })).toBe(1);
  });
});

it("counts by the hour are let go after 90 days, by the day after 400, callers with the log", async () => {
  const key = await makeKey();
  for (const days of [401, 91, 10, 0]) await useAt(key, daysAgo(days), `203.0.113.${days % 200}`);
  const before = await db().usageCount.count({ where: { subject: key.id } });
  await sweepUsage();
  expect(before).toBe(8);
  expect(await db().usageCount.count({ where: { subject: key.id, grain: "hour" } })).toBe(2);
  expect(await db().usageCount.count({ where: { subject: key.id, grain: "day" } })).toBe(3);
  expect(await db().credentialCaller.findMany({ where: { credentialId: key.id }, select: { ip: true } })).toEqual([{ ip: "203.0.113.0" }]);
});

it("of the callers of a credential the last five hundred are kept", async () => {
  const { id } = await makeKey();
  await db().$executeRaw`
    INSERT INTO credential_caller (credential_id, secret_id, ip, user_agent, first_seen_at, last_seen_at, calls, refused)
    SELECT ${id}, '', '10.0.0.1', 'agent ' || n, now(), now() - n * interval '1 minute', 1, 0 FROM generate_series(1, 600) AS n`;
  await sweepUsage();
  const rows = await db().credentialCaller.findMany({ where: { credentialId: id }, orderBy: { lastSeenAt: "asc" }, select: { userAgent: true } });
  expect(rows).toHaveLength(500);
  expect(rows[0]!.userAgent).toBe("agent 500");
});
