import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { afterEach, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/database";
import { runHouse } from "@/lib/testing/run-house";
import { runServer } from "@/lib/testing/run-server";
import { TelegramServer, tokenIn } from "@/lib/testing/telegram-server";
import { waitUntil } from "@/lib/testing/wait-until";

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const task of cleanUp.splice(0).toReversed()) await task();
});

async function startTelegram(): Promise<TelegramServer> {
  const telegram = await TelegramServer.start();
  cleanUp.push(() => telegram.close());
  return telegram;
}

/** As a person would, with what the bot has told them. */
async function curl(origin: string, token: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const { stdout } = await promisify(execFile)("curl", ["-s", "-w", "\n%{http_code}", "-H", `Authorization: Bearer ${token}`, `${origin}/api/v1/users/me`]);
  const [body = "", status = ""] = stdout.split(/\n(?=\d+$)/);
  return { status: Number(status), body: JSON.parse(body) as Record<string, unknown> };
}

it("a stranger sends /get and has a token that works with curl; /get again answers the same; /revoke kills it and answers a new one", async () => {
  const telegram = await startTelegram();
  const house = await runHouse(telegram.env);
  cleanUp.push(() => house.stop());
  await waitUntil(() => telegram.isPolled, 20_000);
  const stranger = telegram.person(4711, { username: "grace_hopper", name: "Grace" });

  const token = tokenIn(await stranger.say("/get"));
  expect(await curl(house.origin, token)).toMatchObject({ status: 200, body: { username: "grace-hopper", role: "user" } });
  expect(tokenIn(await stranger.say("/get"))).toBe(token);

  const fresh = tokenIn(await stranger.say("/revoke"));
  expect((await curl(house.origin, token)).status).toBe(401);
  expect((await curl(house.origin, fresh)).status).toBe(200);
  expect(house.output()).not.toContain(telegram.botToken.split(":")[1]);
  expect(house.output()).not.toContain(fresh);
}, 90_000);

it("of two instances one asks Telegram; when it is killed the other takes over, and no message is answered twice", async () => {
  const telegram = await startTelegram();
  const database = await createTestDatabase();
  cleanUp.push(() => database.drop());
  const env = { ...telegram.env, DATABASE_URL: database.url, SECRET_KEY: randomBytes(36).toString("base64") };
  const first = await runServer({ env });
  cleanUp.push(() => first.stop("SIGKILL"));
  await waitUntil(() => telegram.isPolled, 20_000);
  const second = await runServer({ env });
  cleanUp.push(() => second.stop());

  const people = Array.from({ length: 8 }, (_, index) => telegram.person(100 + index));
  await Promise.all(people.map((person) => person.say("/get")));
  await first.stop("SIGKILL");
  people[0]!.post("/help");
  await waitUntil(() => people[0]!.messages.length === 2, 20_000);
  const token = tokenIn(await people[1]!.say("/get"));
  expect(token).toBe(tokenIn(people[1]!.messages[0]!));
  expect((await curl(second.origin, token)).status).toBe(200);
  expect(people.map(({ messages }) => messages.length)).toEqual([2, 2, 1, 1, 1, 1, 1, 1]);
  expect(telegram.conflicts).toBe(0);
}, 120_000);

it("a stop while the bot asks Telegram is orderly, and takes no longer than one without", async () => {
  const telegram = await startTelegram();
  const house = await runHouse(telegram.env);
  await waitUntil(() => telegram.isPolled, 20_000);
  const began = performance.now();
  await house.stop();
  expect(performance.now() - began).toBeLessThan(5000);
}, 60_000);
