import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { db } from "@/lib/db/client";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { TelegramServer, tokenIn, type TelegramPerson } from "@/lib/testing/telegram-server";
import { waitUntil } from "@/lib/testing/wait-until";
import { answerLink } from "./answer";

let telegram: TelegramServer;
let house: House;
let person: Person;
let phone: TelegramPerson;
let ids = 8000;

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
  person = await house.signUp();
  phone = telegram.person(++ids, { name: `Phone ${ids}` });
});

const makeCode = (who = person) => house.send("POST", "/api/v1/users/me/telegram/link-code", { token: who.token });
const linkOf = async (who = person) => ((await makeCode(who)).json as { url: string }).url;
const linked = async (who = person) => (await db().identity.findMany({ where: { userId: who.id, provider: "telegram" } })).map(({ subject }) => subject);
const link = async (who = person, telegramPerson = phone) => telegramPerson.press(await telegramPerson.follow(await linkOf(who)), "Yes, link it");

describe("linking a Telegram to an account", () => {
  it("ties the two together once the person says yes in the bot, tells them by mail, and writes it down", async () => {
    const answer = await makeCode();
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ url: expect.stringMatching(/^https:\/\/t\.me\/keyhouse_test_bot\?start=link-[\w-]{43}$/) });
    const question = await phone.follow((answer.json as { url: string }).url);
    expect(question.text).toContain(`<b>${person.username}</b>`);
    expect(await linked()).toEqual([]);
    await phone.press(question, "Yes, link it");
    expect(await linked()).toEqual([String(phone.from.id)]);
    const token = tokenIn(await phone.say("/get"));
    expect((await house.send("GET", "/api/v1/users/me", { token })).json).toMatchObject({ id: person.id });
    expect(await db().mail.findMany({ where: { userId: person.id, subject: { contains: "Telegram was linked" } } })).toHaveLength(1);
    expect(await db().auditEvent.findMany({ where: { subjectUserId: person.id, action: "identity.linked" } })).toHaveLength(1);
    const codes = JSON.stringify(await db().singleUseSecret.findMany());
    expect(codes).not.toContain(new URL((answer.json as { url: string }).url).searchParams.get("start")!.slice(5));
  });

  it("does nothing where the person says no, and ends the link", async () => {
    const url = await linkOf();
    await phone.press(await phone.follow(url), "No");
    expect(await linked()).toEqual([]);
    expect((await phone.follow(url)).text).toContain("no longer works");
  });

  it("works once, for ten minutes, and only with the newest link", async () => {
    const older = await linkOf();
    const newer = await linkOf();
    expect((await phone.follow(older)).text).toContain("no longer works");
    const question = await phone.follow(newer);
    const { now } = clock;
    clock.now = () => new Date(Date.now() + 601_000);
    await phone.press(question, "Yes, link it").finally(() => (clock.now = now));
    expect(await linked()).toEqual([]);
    await link();
    expect((await telegram.person(++ids).follow(newer)).text).toContain("no longer works");
  });

  it("needs a recent sign-in, a bot, and no other Telegram on the account", async () => {
    await db().credential.updateMany({ where: { userId: person.id, kind: "session" }, data: { authenticatedAt: new Date(Date.now() - 11 * 60_000) } });
    const again = await house.send("POST", "/api/v1/auth/login", { body: { username: person.username, password: "wrong" } });
    expect(again.status).toBe(401);
    const { now } = clock;
    clock.now = () => new Date(Date.now() + 11 * 60_000);
    expect((await makeCode()).json).toMatchObject({ code: "REAUTHENTICATION_REQUIRED" });
    clock.now = now;
    await db().credential.updateMany({ where: { userId: person.id, kind: "session" }, data: { authenticatedAt: new Date() } });
    const other = await house.signUp();
    await link(other);
    expect((await makeCode(other)).json).toMatchObject({ code: "CONFLICT", field: "provider" });
  });

  it("refuses a Telegram that has an account of its own, and says what to do", async () => {
    await phone.say("/get");
    const { text } = await phone.follow(await linkOf());
    expect(text).toContain("belongs to another account");
    expect(text).toContain("/settings/account");
    expect(await linked()).toEqual([]);
    const { userId } = (await db().identity.findFirst({ where: { subject: String(phone.from.id) } }))!;
    await db().user.delete({ where: { id: userId } });
    await link();
    expect(await linked()).toEqual([String(phone.from.id)]);
  });

  it("is refused to a suspended account", async () => {
    const question = await phone.follow(await linkOf());
    await db().user.update({ where: { id: person.id }, data: { suspendedAt: new Date() } });
    await phone.press(question, "Yes, link it");
    expect(await linked()).toEqual([]);
  });
});

describe("races", () => {
  it("of sixteen who use one link at once, one is linked", async () => {
    const url = await linkOf();
    const phones = Array.from({ length: 16 }, () => telegram.person(++ids));
    const questions = await Promise.all(phones.map((one) => one.follow(url)));
    await Promise.all(phones.map((one, index) => one.press(questions[index]!, "Yes, link it")));
    await waitUntil(() => phones.every((one) => !one.messages.at(-1)!.text.startsWith("Link this")));
    expect(await linked()).toHaveLength(1);
  });

  it("of sixteen accounts that one Telegram is linked to at once, one gets it", async () => {
    const people = await Promise.all(Array.from({ length: 16 }, () => house.signUp()));
    const hashes = await Promise.all(people.map(async (one) => sha256(new URL(await linkOf(one)).searchParams.get("start")!.slice("link-".length))));
    const sender = { id: String(phone.from.id), username: undefined, name: "Phone" };
    const answers = await Promise.all(hashes.map((hash) => answerLink(sender, { kind: "link", choice: "yes", detail: { link_hash: hash } })));
    expect(answers.filter(({ message }) => message !== "delete" && message?.text.source.includes("is now linked"))).toHaveLength(1);
    expect(await db().identity.count({ where: { subject: String(phone.from.id) } })).toBe(1);
  });

  it("thirty who come at once, by the bot and by the web, are thirty accounts and exactly one administrator, who came by the web", async () => {
    await house.close();
    house = await openHouse(telegram.env);
    await waitUntil(() => telegram.isPolled);
    const phones = Array.from({ length: 15 }, () => telegram.person(++ids));
    await Promise.all([...phones.map((one) => one.say("/get")), ...Array.from({ length: 15 }, () => house.signUp())]);
    const users = await db().user.findMany({ include: { identities: true } });
    expect(users).toHaveLength(30);
    const admins = users.filter(({ role }) => role === "admin");
    expect(admins).toHaveLength(1);
    expect(admins[0]!.identities).toEqual([]);
  });

  it("a stranger's /get before everybody else does not take the house: the setup token is still asked for, and still works", async () => {
    await house.close();
    house = await openHouse({ ...telegram.env, PUBLIC_URL: "https://keys.example.com", SETUP_TOKEN: "a-setup-token-of-this-test" });
    await waitUntil(() => telegram.isPolled);
    const token = tokenIn(await phone.say("/get"));
    expect((await house.send("GET", "/api/v1/users/me", { token })).json).toMatchObject({ role: "user" });
    const body = { email: "owner@example.com", username: "owner", password: "correct horse battery staple" };
    expect((await house.send("POST", "/api/v1/auth/register", { body })).status).toBe(403);
    const owner = await house.send("POST", "/api/v1/auth/register", { body: { ...body, setup_token: "a-setup-token-of-this-test" } });
    expect(owner.json).toMatchObject({ user: { role: "admin" } });
  });
});
