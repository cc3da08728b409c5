import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House } from "@/lib/testing/house";
import { TelegramServer, tokenIn, type BotMessage, type TelegramPerson } from "@/lib/testing/telegram-server";
import { createApiKey } from "@/lib/api-keys/create";
import { waitUntil } from "@/lib/testing/wait-until";
import { telegramContext } from "../accounts/context";

let telegram: TelegramServer;
let house: House;
let ada: TelegramPerson;
let adaId: string;
let key: { id: string; key: string };
let ids = 12_000;

beforeAll(async () => {
  telegram = await TelegramServer.start();
  house = await openHouse(telegram.env);
  await house.signUp("admin");
  await waitUntil(() => telegram.isPolled);
});
afterAll(async () => {
  await house.close();
  await telegram.close();
});
beforeEach(async () => {
  [ada, adaId] = await newPerson();
  key = await newKey(adaId, "Night job");
});

async function newPerson(): Promise<[TelegramPerson, string]> {
  const person = telegram.person(++ids);
  const { json } = await house.send("GET", "/api/v1/users/me", { token: tokenIn(await person.say("/get")) });
  return [person, (json as { id: string }).id];
}
async function newKey(userId: string, name: string): Promise<{ id: string; key: string }> {
  const { user, ...identity } = await db().identity.findFirstOrThrow({ where: { userId }, include: { user: true } });
  const { row, key: secret } = await createApiKey(telegramContext({ user, identity }), { name, scopes: ["agents:read"], environment: "live" });
  return { id: row.id, key: secret };
}
const works = async (apiKey: string) => (await house.send("GET", "/api/v1/auth/verify", { apiKey })).status === 200;
const secretIn = (text: string) => /<code>(sk_live_\w+)<\/code>/.exec(text)![1]!;
const dataOf = (message: BotMessage, label: string) => message.reply_markup!.inline_keyboard.flat().find(({ text }) => text === label)!.callback_data!;
/** What the bot's message says now, after a press. */
const latest = (person: TelegramPerson) => person.messages.at(-1)!;
const open = async (person: TelegramPerson, name = "Night job…") => {
  await person.press(await person.say("/keys"), name);
  return latest(person);
};

describe("a key in Telegram", () => {
  it("gets a new secret, shown once; the old one ends at once", async () => {
    await ada.press(await open(ada), "New secret, old one ends now");
    const rotated = secretIn(latest(ada).text);
    expect([await works(key.key), await works(rotated)]).toEqual([false, true]);
    expect(await db().auditEvent.findFirst({ where: { action: "api_key.rotated", targetId: key.id } })).toMatchObject({ actorUserId: adaId, userAgent: "Telegram", detail: { overlap_seconds: 0 } });
    await ada.press(latest(ada), "Delete this message");
    expect(ada.messages.some(({ text }) => text.includes(rotated))).toBe(false);
  });

  it("gets a new secret while the old one works for a day", async () => {
    await ada.press(await open(ada), "New secret, old one works a day");
    expect([await works(key.key), await works(secretIn(latest(ada).text))]).toEqual([true, true]);
  });

  it("is revoked for good, and is out of the list", async () => {
    await ada.press(await open(ada), "Revoke for good");
    expect(latest(ada).text).toContain("<b>Night job</b> is revoked");
    expect(await works(key.key)).toBe(false);
    expect((await ada.say("/keys")).text).not.toContain("Night job");
  });

  it("that was reported as leaked gets its new secret without an overlap, and works again", async () => {
    await db().credential.update({ where: { id: key.id }, data: { leakedAt: new Date(), pausedAt: new Date() } });
    const question = await open(ada);
    expect(question.text).toContain("Reported as leaked");
    expect(question.reply_markup!.inline_keyboard.flat().map(({ text }) => text)).not.toContain("New secret, old one works a day");
    await ada.press(question, "New secret, old one ends now");
    expect([await works(key.key), await works(secretIn(latest(ada).text))]).toEqual([false, true]);
  });

  it("is one press's alone: the button of another person's message, or an old one, does nothing", async () => {
    const [eve] = await newPerson();
    const steal = (message: BotMessage, data: string) => eve.pressData({ ...message, chat: { id: eve.from.id, type: "private" } }, data);
    const list = await ada.say("/keys");
    await steal(list, dataOf(list, "Night job…"));
    await ada.press(list, "Night job…");
    const question = latest(ada);
    const revoke = dataOf(question, "Revoke for good");
    await steal(question, revoke);
    expect(await works(key.key)).toBe(true);
    await ada.press(question, "New secret, old one works a day");
    const rotated = secretIn(latest(ada).text);
    await ada.pressData(latest(ada), revoke);
    expect(await works(rotated)).toBe(true);
    expect(telegram.flashes.filter((text) => text === "This button no longer works.")).toHaveLength(3);
  });

  it("gets no new secret for a viewer, who may still revoke it", async () => {
    await db().user.update({ where: { id: adaId }, data: { role: "viewer" } });
    const question = await open(ada);
    expect(question.reply_markup!.inline_keyboard.flat().map(({ text }) => text)).toEqual(["Revoke for good"]);
    await ada.press(question, "Revoke for good");
    expect(await works(key.key)).toBe(false);
  });

  it("gets no new secret where the account has a second factor", async () => {
    const question = await open(ada);
    await db().totp.create({ data: { userId: adaId, ciphertext: "x", confirmedAt: new Date() } });
    await ada.press(question, "New secret, old one ends now");
    expect(latest(ada).text).toContain("second factor");
    expect(await works(key.key)).toBe(true);
  });
});
