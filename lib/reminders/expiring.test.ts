import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { openMail } from "@/lib/mail/queue";
import { renderMail } from "@/lib/mail/render";
import { connectApp } from "@/lib/testing/connect-app";
import { openHouse, type House, type Person } from "@/lib/testing/house";
import { mailsTo } from "@/lib/testing/mailbox";
import { startSecondProcess } from "@/lib/testing/second-process";
import { remindOfExpiry } from "./expiring";

const env = { SECRET_KEY: "a secret key of the tests that is long enough" };
const day = 86_400_000;

let house: House;
beforeAll(async () => {
  house = await openHouse(env);
  await house.signUp("admin");
});
const { now } = clock;
afterEach(() => void (clock.now = now));
afterAll(() => house.close());

const inDays = (days: number) => new Date(now().getTime() + days * day);
const goTo = (days: number) => void (clock.now = () => inDays(days));
async function makeKey(person: Person, days: number, name = "Night job") {
  const { id } = (await house.send("POST", "/api/v1/api-keys", { token: person.token, body: { name, expires_in: Math.round(days * 86_400) } })).json as { id: string };
  return id;
}
const reminders = async ({ email }: Person) => (await mailsTo(email)).map(({ subject }) => subject).filter((subject) => subject.includes("expire"));
const told = async (id: string) => (await db().auditEvent.findMany({ where: { targetId: id, action: { endsWith: ".expiring" } }, orderBy: { sequence: "asc" } })).map(({ detail }) => (detail as { within_days: number }).within_days);

describe("before a key expires its owner is told", () => {
  it("30, 7 and 1 days ahead, once each, however often anybody looks", async () => {
    const person = await house.signUp();
    const id = await makeKey(person, 90);
    for (const days of [0, 59, 60.1, 60.2, 75, 83.1, 84, 89.1, 89.5]) {
      goTo(days);
      await remindOfExpiry();
      await remindOfExpiry();
    }
    expect(await reminders(person)).toEqual(["The API key “Night job” expires in 30 days", "The API key “Night job” expires in 7 days", "The API key “Night job” expires in 21 hours"]);
    expect(await told(id)).toEqual([30, 7, 1]);
  });

  it("once and not three times, where the house was down in between", async () => {
    const person = await house.signUp();
    const id = await makeKey(person, 90);
    goTo(89.3);
    await remindOfExpiry();
    expect(await told(id)).toEqual([1]);
    expect(await reminders(person)).toHaveLength(1);
  });

  it("anew, where the key was given another end", async () => {
    const person = await house.signUp();
    const id = await makeKey(person, 90);
    goTo(84);
    await remindOfExpiry();
    clock.now = now;
    await house.send("PATCH", `/api/v1/api-keys/${id}`, { token: person.token, body: { expires_in: 180 * 86_400 } });
    for (const days of [84, 151, 174]) {
      goTo(days);
      await remindOfExpiry();
    }
    expect(await told(id)).toEqual([7, 30, 7]);
  });

  it("not of a month that they have just chosen, nor of a token that lives for an hour", async () => {
    const person = await house.signUp();
    const month = await makeKey(person, 30, "A month");
    const hour = await makeKey(person, 1 / 24, "An hour");
    const { id } = { id: await makeKey(person, 90, "Shortened") };
    await house.send("PATCH", `/api/v1/api-keys/${id}`, { token: person.token, body: { expires_in: 5 * 86_400 } });
    await remindOfExpiry();
    expect(await reminders(person)).toEqual([]);
    goTo(23.5);
    await remindOfExpiry();
    expect([await told(month), await told(hour), await told(id)]).toEqual([[7], [], []]);
  });

  it("never of one that was revoked, nor where the account is suspended", async () => {
    const person = await house.signUp();
    const suspended = await house.signUp();
    const id = await makeKey(person, 90);
    const other = await makeKey(suspended, 90);
    await house.send("DELETE", `/api/v1/api-keys/${id}`, { token: person.token });
    await db().user.update({ where: { id: suspended.id }, data: { suspendedAt: now() } });
    goTo(85);
    await remindOfExpiry();
    expect([await told(id), await told(other)]).toEqual([[], []]);
  });

  it("of all that end together in one mail that names each", async () => {
    const person = await house.signUp();
    await makeKey(person, 90, "First");
    await makeKey(person, 90.1, "Second");
    const app = await connectApp(person);
    await db().credential.update({ where: { id: app.grantId }, data: { createdAt: inDays(-30), expiresAt: inDays(88) } });
    goTo(85);
    await remindOfExpiry();
    const [mail, ...others] = (await mailsTo(person.email)).filter(({ subject }) => subject.includes("expire"));
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: "3 of your keys and connections expire soon", action: { url: "http://localhost:3000/safety" } });
    expect(mail!.paragraphs.join("\n")).toMatch(/The connected app “.*\n.*First.*\n.*Second/);
  });
});

it("the mail names the key as text, in both of its forms, and leads to the key's page", async () => {
  const person = await house.signUp();
  const id = await makeKey(person, 90, "<b>Night</b> & job");
  goTo(85);
  await remindOfExpiry();
  const row = await db().mail.findFirstOrThrow({ where: { userId: person.id, subject: { contains: "expires" } } });
  const message = openMail({ id: row.id, ciphertext: row.ciphertext! });
  const { html, text } = renderMail(message, { name: "Keyhouse", url: "http://localhost:3000" });
  expect(html).toContain("&lt;b&gt;Night&lt;/b&gt; &amp; job");
  expect(html).not.toContain("<b>Night");
  expect(text).toContain(`http://localhost:3000/api-keys/${id}`);
  expect(message.paragraphs.join("\n")).toMatch(/ends on \d{4}-\d\d-\d\d \d\d:\d\d UTC[^]*never used[^]*later end on its page/);
});

it("a webhook of the owner hears of it, as of every event of the audit log", async () => {
  const person = await house.signUp();
  const hook = (await house.send("POST", "/api/v1/webhooks", { token: person.token, body: { url: "http://127.0.0.1:9/hooks", events: ["api_key.expiring"] } })).json as { id: string };
  const id = await makeKey(person, 90);
  goTo(85);
  await remindOfExpiry();
  clock.now = now;
  await expect.poll(async () => (await db().webhookDelivery.findMany({ where: { webhookId: hook.id } })).map(({ payload }) => JSON.parse(payload)), { timeout: 10_000 }).toMatchObject([{ type: "api_key.expiring", data: { target: { id } } }]);
});

it("two instances that look at once tell each threshold once", async () => {
  const other = await startSecondProcess({ DATABASE_URL: house.databaseUrl, LOG_LEVEL: "error", ...env });
  try {
    const people = await Promise.all(Array.from({ length: 6 }, () => house.signUp()));
    const ids = await Promise.all(people.flatMap((person) => [1, 2, 3].map(() => makeKey(person, 6.5))));
    await db().credential.updateMany({ where: { id: { in: ids } }, data: { createdAt: inDays(-83) } });
    const answers = await Promise.all([remindOfExpiry(), other.ask("remindOfExpiry", ""), remindOfExpiry(), other.ask("remindOfExpiry", "")]);
    expect([answers[1], answers[3]]).toEqual(["done", "done"]);
    for (const id of ids) expect(await told(id)).toEqual([7]);
    for (const person of people) expect(await db().mail.count({ where: { userId: person.id, subject: { contains: "expire" } } })).toBeLessThanOrEqual(3);
  } finally {
    await other.stop();
  }
});
