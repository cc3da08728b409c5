import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { openHouse, type House } from "@/lib/testing/house";
import { TelegramServer, tokenIn } from "@/lib/testing/telegram-server";
import { waitUntil } from "@/lib/testing/wait-until";

let telegram: TelegramServer;
let house: House;
let ids = 5000;
const stranger = (about = {}) => telegram.person(++ids, about);

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

const profileOf = (token: string) => house.send("GET", "/api/v1/users/me", { token });

describe("/get", () => {
  it("makes a stranger an account without address or password, and answers a token that works", async () => {
    const message = await stranger({ username: "ada_lovelace", name: "Ada Lovelace" }).say("/get");
    const answer = await profileOf(tokenIn(message));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ username: "ada-lovelace", name: "Ada Lovelace", role: "user", has_password: false, organizations: [{ role: "owner", personal: true }] });
    expect(answer.json).not.toHaveProperty("email");
    expect(message.text).toContain("Your account is <b>ada-lovelace</b>");
  });

  it("answers the same token the next time, and says so in the audit log", async () => {
    const person = stranger();
    const first = tokenIn(await person.say("/get"));
    expect(tokenIn(await person.say("/get"))).toBe(first);
    const { json } = await profileOf(first);
    const events = await db().auditEvent.findMany({ where: { actorUserId: (json as { id: string }).id }, orderBy: { sequence: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(["user.registered", "identity.linked", "personal_token.created", "personal_token.revealed"]);
    expect(events.at(-1)).toMatchObject({ userAgent: "Telegram", ip: null });
    expect(JSON.stringify(events, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain(first);
  });

  it("gives two people of one name two usernames", async () => {
    const [one, two] = [tokenIn(await stranger({ username: "same_name" }).say("/get")), tokenIn(await stranger({ username: "same_name" }).say("/get"))];
    const names = [(await profileOf(one)).json, (await profileOf(two)).json] as { username: string }[];
    expect(names[0]!.username).toBe("same-name");
    expect(names[1]!.username).toMatch(/^same-name-\d+$/);
  });

  it("has a button that copies the token, and one that deletes the message", async () => {
    const person = stranger();
    const message = await person.say("/get");
    expect(message.reply_markup!.inline_keyboard.flat().find(({ text }) => text === "Copy")).toMatchObject({ copy_text: { text: tokenIn(message) } });
    await person.press(message, "Delete this message");
    expect(person.messages).toEqual([]);
  });

  it("overwrites what Telegram no longer lets it delete", async () => {
    const person = stranger();
    const message = await person.say("/get");
    telegram.intercept = ({ method }) => (method === "deleteMessage" ? { ok: false, error_code: 400, description: "Bad Request: message can't be deleted" } : undefined);
    await person.press(message, "Delete this message");
    await waitUntil(() => person.messages[0]!.text === "Deleted.");
    telegram.intercept = () => undefined;
  });

  it("shows no existing token where the account has a second factor, which Telegram cannot ask for", async () => {
    const person = stranger();
    const { id } = (await profileOf(tokenIn(await person.say("/get")))).json as { id: string };
    await db().totp.create({ data: { userId: id, ciphertext: "x", confirmedAt: new Date() } });
    for (const command of ["/get", "/revoke", "/device BCDF-GHJK"]) {
      const { text } = await person.say(command);
      expect(text).toContain("second factor");
      expect(text).not.toContain("sk_live");
    }
  });
});

describe("/revoke", () => {
  it("replaces the token: the old one is refused at the next request, the new one works", async () => {
    const person = stranger();
    const old = tokenIn(await person.say("/get"));
    expect((await profileOf(old)).status).toBe(200);
    const fresh = tokenIn(await person.say("/revoke"));
    expect(fresh).not.toBe(old);
    expect((await profileOf(old)).status).toBe(401);
    expect((await profileOf(fresh)).status).toBe(200);
    expect(tokenIn(await person.say("/get"))).toBe(fresh);
  });

  it("makes no account for somebody who has none", async () => {
    const before = await db().user.count();
    expect((await stranger().say("/revoke")).text).toContain("Send /get");
    expect(await db().user.count()).toBe(before);
  });
});

describe("/keys", () => {
  it("lists names, hints and last use, and no secret; names stay text", async () => {
    const person = stranger();
    const token = tokenIn(await person.say("/get"));
    const { id } = (await profileOf(token)).json as { id: string };
    await db().credential.updateMany({ where: { userId: id }, data: { name: '<b>x</b> & "y"\n<i>' } });
    const { text } = await person.say("/keys");
    expect(text).toContain("&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot; &lt;i&gt;");
    expect(text).toContain(token.slice(0, 10));
    expect(text).not.toContain(token);
  });
});

describe("/alerts", () => {
  it("is on at first, and can be switched off and on", async () => {
    const person = stranger();
    await person.say("/get");
    expect((await person.say("/alerts")).text).toContain("<b>on</b>");
    expect((await person.say("/alerts off")).text).toContain("<b>off</b>");
    expect((await person.say("/alerts")).text).toContain("<b>off</b>");
    expect((await person.say("/alerts ON")).text).toContain("<b>on</b>");
  });
});

describe("whoever writes", () => {
  it("gets help for /start, /help and whatever is not understood", async () => {
    const person = stranger();
    for (const text of ["/start", "/help", "/help@keyhouse_test_bot", "/nonsense", "hello there", ""]) expect((await person.say(text)).text).toContain("/revoke");
  });

  it("is refused when the account is suspended, at the very next message", async () => {
    const person = stranger();
    const { id } = (await profileOf(tokenIn(await person.say("/get")))).json as { id: string };
    await db().user.update({ where: { id }, data: { suspendedAt: new Date() } });
    for (const command of ["/get", "/revoke", "/keys", "/alerts off", "/device BCDF-GHJK"]) expect((await person.say(command)).text).toBe("This account is suspended. Ask an administrator.");
  });

  it("in a group is told once that the bot answers in private alone, and gets no token there", async () => {
    const person = stranger();
    const group = { id: -77, type: "group" };
    for (let time = 0; time < 3; time++) person.post("/get", group);
    await person.say("/help");
    const there = telegram.messages.filter((message) => message.chat.id === -77);
    expect(there).toHaveLength(1);
    expect(there[0]!.text).toContain("private chats only");
    expect(await db().identity.count({ where: { subject: String(person.from.id) } })).toBe(0);
  });

  it("is told once when it is too much, and is then left without an answer", async () => {
    const person = stranger();
    for (let count = 0; count < 40; count++) person.post("/help");
    await waitUntil(() => person.messages.some(({ text }) => text.startsWith("Too many messages")));
    const other = stranger();
    await other.say("/help");
    expect(person.messages).toHaveLength(21);
  });
});
