import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { openHouse, type House } from "@/lib/testing/house";
import { Browser } from "@/lib/testing/oauth-flow";
import { TelegramServer, tokenIn, type TelegramPerson } from "@/lib/testing/telegram-server";
import { waitUntil } from "@/lib/testing/wait-until";
import { deepLink } from "../status";
import { signInPrefix, type SignInDetail } from "./begin";

let telegram: TelegramServer;
let house: House;
let ada: TelegramPerson;
let adaId: string;
let ids = 7000;

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
  ada = telegram.person(++ids, { username: `ada_${ids}` });
  adaId = (await me({ token: tokenIn(await ada.say("/get")) })).id!;
});

const me = async (sent: { token?: string; cookie?: string }) => (await house.send("GET", "/api/v1/users/me", sent)).json as { id?: string; username?: string };

/** A browser that has pressed "Sign in with Telegram", the link that its page shows, and the number. */
async function begin(next = "/api-keys") {
  const browser = new Browser(house);
  const answer = await browser.post("/login/telegram/begin", { next }, { "sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/login/telegram"]);
  const [, secret = ""] = /keyhouse\.telegram=([\w-]{43})\./.exec(browser.cookie)!;
  const row = (await db().singleUseSecret.findMany({ where: { purpose: "telegram_sign_in" }, orderBy: { createdAt: "desc" }, take: 1 }))[0]!;
  return { browser, link: deepLink(`${signInPrefix}${secret}`)!, number: (row.detail as SignInDetail).number, hash: row.hash };
}

const stateOf = async (browser: Browser) => ((await browser.get("/login/telegram/state")).json as { state: string }).state;
const finish = (browser: Browser) => browser.post("/login/telegram/finish", {});
const signedIn = async (browser: Browser) => (await me({ cookie: browser.cookie })).id;

describe("signing in by Telegram", () => {
  it("signs the browser in that began, after its number was pressed, and goes on where the person came from", async () => {
    const { browser, link, number } = await begin("/api-keys?x=1");
    expect(await stateOf(browser)).toBe("waiting");
    const question = await ada.follow(link);
    expect(question.text).toContain("Firefox on Linux");
    expect(question.text).toContain("127.0.0.1");
    expect(question.text).toContain("http://localhost:3000");
    await ada.press(question, number);
    expect(await stateOf(browser)).toBe("confirmed");
    const answer = await finish(browser);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/api-keys?x=1"]);
    expect(await signedIn(browser)).toBe(adaId);
    expect(browser.cookie).not.toMatch(/keyhouse\.telegram=[\w-]/);
    expect((await db().auditEvent.findMany({ where: { actorUserId: adaId, action: "session.started" } })).at(-1)).toMatchObject({ detail: { via: "telegram" } });
  });

  it("comes back to the page while nobody has confirmed, and signs nobody in", async () => {
    const { browser } = await begin();
    expect((await finish(browser)).headers.get("location")).toBe("/login/telegram?error=CONFLICT&field=telegram");
    expect(await signedIn(browser)).toBeUndefined();
  });

  it("gives nothing to another browser, even with the link", async () => {
    const { browser, link, number } = await begin();
    const [, secret = ""] = /start=in-([\w-]+)/.exec(link)!;
    const thief = new Browser(house);
    thief.keep([`keyhouse.telegram=${secret}.${"A".repeat(43)}`]);
    await ada.press(await ada.follow(link), number);
    expect(await stateOf(thief)).toBe("gone");
    expect((await finish(thief)).headers.get("location")).toContain("error=INVALID_TOKEN");
    expect(await signedIn(thief)).toBeUndefined();
    expect((await finish(browser)).headers.get("location")).toBe("/api-keys");
  });

  it("ends when a wrong number is pressed, which who was sent the link must guess", async () => {
    const { browser, link, number } = await begin();
    const question = await ada.follow(link);
    const labels = question.reply_markup!.inline_keyboard[0]!.map(({ text }) => text);
    expect(new Set(labels).size).toBe(3);
    expect(labels).toContain(number);
    await ada.press(question, labels.find((label) => label !== number)!);
    expect(await stateOf(browser)).toBe("refused");
    await finish(browser);
    expect(await signedIn(browser)).toBeUndefined();
    expect((await ada.follow(link)).text).toContain("This sign-in is over");
  });

  it("ends when the person says that it was not them", async () => {
    const { browser, link } = await begin();
    await ada.press(await ada.follow(link), "No, it was not me");
    expect(await stateOf(browser)).toBe("refused");
  });

  it("works once: not a second time, not after five minutes, not after the account was suspended or unlinked", async () => {
    const used = await begin();
    await ada.press(await ada.follow(used.link), used.number);
    const copy = new Browser(house);
    copy.keep([used.browser.cookie.split("; ").find((pair) => pair.startsWith("keyhouse.telegram="))!]);
    await finish(used.browser);
    await finish(copy);
    expect(await signedIn(copy)).toBeUndefined();

    const late = await begin();
    await ada.press(await ada.follow(late.link), late.number);
    const { now } = clock;
    clock.now = () => new Date(Date.now() + 301_000);
    expect(await stateOf(late.browser)).toBe("gone");
    await finish(late.browser);
    clock.now = now;
    expect(await signedIn(late.browser)).toBeUndefined();

    const suspended = await begin();
    await ada.press(await ada.follow(suspended.link), suspended.number);
    await db().user.update({ where: { id: adaId }, data: { suspendedAt: new Date() } });
    expect((await finish(suspended.browser)).headers.get("location")).toContain("error=ACCOUNT_SUSPENDED");
    await db().user.update({ where: { id: adaId }, data: { suspendedAt: null } });

    const unlinked = await begin();
    await ada.press(await ada.follow(unlinked.link), unlinked.number);
    await db().identity.deleteMany({ where: { userId: adaId } });
    await finish(unlinked.browser);
    expect(await signedIn(unlinked.browser)).toBeUndefined();
  });

  it("counts the first of sixteen people who confirm one link at once, and of sixteen requests that collect it", async () => {
    const { browser, link, number } = await begin();
    const people = Array.from({ length: 16 }, () => telegram.person(++ids));
    await Promise.all(people.map((person) => person.say("/get")));
    const questions = await Promise.all(people.map((person) => person.follow(link)));
    await Promise.all(people.map((person, index) => person.press(questions[index]!, number)));
    await waitUntil(() => people.every((person) => !person.messages.at(-1)!.text.includes("Sign in to")));
    expect(people.filter((person) => person.messages.at(-1)!.text.startsWith("Confirmed"))).toHaveLength(1);
    const cookie = browser.cookie;
    const answers = await Promise.all(Array.from({ length: 16 }, () => house.send("POST", "/login/telegram/finish", { cookie, raw: "", headers: { "sec-fetch-site": "same-origin" } })));
    expect(answers.filter((answer) => answer.headers.get("location") === "/api-keys")).toHaveLength(1);
  });

  it("makes an account for somebody who has none", async () => {
    const newcomer = telegram.person(++ids, { username: "new_comer" });
    const { browser, link, number } = await begin();
    const question = await newcomer.follow(link);
    expect(question.text).toContain("There is no account for this Telegram yet");
    await newcomer.press(question, number);
    await finish(browser);
    expect(await me({ cookie: browser.cookie })).toMatchObject({ username: "new-comer" });
  });

  it("asks an account with a second factor for it in the browser as well", async () => {
    await db().totp.create({ data: { userId: adaId, ciphertext: "x", confirmedAt: new Date() } });
    const { browser, link, number } = await begin();
    await ada.press(await ada.follow(link), number);
    expect((await finish(browser)).headers.get("location")).toContain("/login/second-factor");
    expect(await signedIn(browser)).toBeUndefined();
  });

  it("never leads to another site, and is not begun from one", async () => {
    const { browser, link, number } = await begin("https://evil.example/");
    await ada.press(await ada.follow(link), number);
    expect((await finish(browser)).headers.get("location")).toBe("/dashboard");
    const foreign = await house.send("POST", "/login/telegram/begin", { raw: "next=/", headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } });
    expect(foreign.headers.get("location")).toContain("/login?error=FORBIDDEN");
  });
});

describe("a press", () => {
  it("counts for the person who was asked, and once", async () => {
    const { link, number, hash } = await begin();
    const question = await ada.follow(link);
    const data = question.reply_markup!.inline_keyboard.flat().find(({ text }) => text === number)!.callback_data!;
    const thief = telegram.person(++ids);
    const shown = await thief.say("/help");
    await thief.pressData(shown, data);
    expect(telegram.flashes.at(-1)).toBe("This button no longer works.");
    expect((await db().singleUseSecret.findUnique({ where: { hash } }))!.userId).toBeNull();
    await ada.press(question, number);
    await ada.pressData(question, data);
    expect(telegram.flashes.at(-1)).toBe("This button no longer works.");
  });

  it("that a program made up does nothing", async () => {
    const shown = await ada.say("/help");
    for (const data of ["", ":", "yes:", `yes:${"A".repeat(43)}`, "yes BCDFGHJK:x", "💥:💥"]) {
      const before = telegram.flashes.length;
      await ada.pressData(shown, data);
      expect(telegram.flashes.slice(before)).toEqual(["This button no longer works."]);
    }
  });
});
