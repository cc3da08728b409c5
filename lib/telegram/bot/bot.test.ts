import { afterEach, describe, expect, it, vi } from "vitest";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { notify } from "@/lib/notices/notify";
import { openHouse, type House } from "@/lib/testing/house";
import { freePort } from "@/lib/testing/run-server";
import { TelegramServer, tokenIn } from "@/lib/testing/telegram-server";
import { waitUntil } from "@/lib/testing/wait-until";
import { runningBot } from "../status";
import { webhookSecret } from "./webhook-secret";

// each test opens a house of its own
vi.setConfig({ testTimeout: 60_000 });

let telegram: TelegramServer;
let house: House;
const { now } = clock;

async function open(env: Record<string, string> = {}, port?: number): Promise<void> {
  telegram = await TelegramServer.start(port);
  house = await openHouse({ ...telegram.env, ...env });
}
const openPolling = async () => {
  await open();
  await waitUntil(() => telegram.isPolled);
};
afterEach(async () => {
  clock.now = now;
  vi.restoreAllMocks();
  await house.close();
  await telegram.close();
});

const profileOf = async (token: string) => (await house.send("GET", "/api/v1/users/me", { token })).json as { id: string };

describe("long polling", () => {
  it("acts once on an update that is delivered again, also to the next process", async () => {
    await openPolling();
    const ada = telegram.person(1);
    const first = tokenIn(await ada.say("/get"));
    const id = ada.post("/revoke");
    await waitUntil(() => ada.messages.length === 2);
    const second = tokenIn(ada.messages[1]!);
    telegram.push({ message: { message_id: 1, date: 1, chat: { id: 1, type: "private" }, from: ada.from, text: "/revoke" } }, id);
    await runningBot.get().receive({ update_id: id, message: { message_id: 1, date: 1, chat: { id: 1, type: "private" }, from: ada.from, text: "/revoke" } } as { update_id: number });
    expect(tokenIn(await ada.say("/get"))).toBe(second);
    expect(second).not.toBe(first);
    expect(ada.messages).toHaveLength(3);
  });

  it("waits as long as Telegram says after too many calls, and then says it all the same", async () => {
    await openPolling();
    let refused = 0;
    telegram.intercept = ({ method }) => (method === "sendMessage" && refused++ === 0 ? { ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after: 1 } } : undefined);
    const began = performance.now();
    await telegram.person(1).say("/help");
    await waitUntil(() => telegram.messages.length === 1);
    expect(performance.now() - began).toBeGreaterThan(1000);
    expect(refused).toBe(2);
  });

  it("goes on after answers that fail, and answers the others", async () => {
    await openPolling();
    telegram.intercept = ({ method, payload }) => (method === "sendMessage" && payload["chat_id"] === 1 ? { ok: false, error_code: 403, description: "Forbidden: bot was blocked by the user" } : undefined);
    telegram.person(1).post("/help");
    expect((await telegram.person(2).say("/help")).text).toContain("/get");
  });
});

describe("a Telegram that is away", () => {
  it("stops nothing: the house opens, says so without the token, and the bot answers when Telegram is back", async () => {
    const lines: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((line) => Boolean(lines.push(String(line))));
    const port = await freePort();
    telegram = await TelegramServer.start();
    await telegram.close();
    house = await openHouse({ ...telegram.env, TELEGRAM_API_ROOT: `http://127.0.0.1:${port}`, LOG_LEVEL: "debug" });
    expect((await house.send("GET", "/api/v1/health")).status).toBe(200);
    await waitUntil(() => lines.some((line) => line.includes("Telegram cannot be reached")));
    const { token } = await house.signUp();
    expect((await house.send("POST", "/api/v1/users/me/telegram/link-code", { token })).status).toBe(503);
    telegram = await TelegramServer.start(port);
    await waitUntil(() => telegram.isPolled, 20_000);
    expect((await telegram.person(1).say("/help")).text).toContain("/get");
    expect(lines.filter((line) => line.includes("Telegram cannot be reached"))).toHaveLength(1);
    expect(lines.join("")).toContain("Telegram answers again");
    expect(lines.join("")).not.toContain(telegram.botToken.split(":")[1]);
  });

  it("that refuses the token is told apart", async () => {
    const lines: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((line) => Boolean(lines.push(String(line))));
    telegram = await TelegramServer.start();
    house = await openHouse({ ...telegram.env, TELEGRAM_BOT_TOKEN: "123456789:another-token-than-the-right-one", LOG_LEVEL: "warn" });
    await waitUntil(() => lines.some((line) => line.includes("refuses TELEGRAM_BOT_TOKEN")));
    expect(lines.join("")).not.toContain("another-token");
  });
});

describe("the webhook", () => {
  const deliver = (body: object, secret?: string) => house.send("POST", "/telegram/webhook", { body, headers: secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret } });
  const update = (id: number, text: string) => ({ update_id: id, message: { message_id: 1, date: 1, chat: { id: 1, type: "private" }, from: { id: 1, is_bot: false, first_name: "Ada" }, text } });

  it("is announced with its secret, and takes an update from whoever knows it, once", async () => {
    await open({ TELEGRAM_MODE: "webhook" });
    await waitUntil(() => telegram.webhook !== undefined);
    expect(telegram.webhook).toMatchObject({ url: "http://localhost:3000/telegram/webhook", secret_token: webhookSecret(), allowed_updates: ["message", "callback_query"] });
    for (let time = 0; time < 3; time++) expect((await deliver(update(5, "/get"), telegram.webhook!.secret_token)).status).toBe(200);
    await waitUntil(() => telegram.messages.length === 1);
    expect((await deliver(update(6, "/help"), telegram.webhook!.secret_token)).status).toBe(200);
    await waitUntil(() => telegram.messages.length === 2);
    expect(telegram.messages.filter(({ text }) => text.includes("Your API token"))).toHaveLength(1);
    expect(telegram.isPolled).toBe(false);
  });

  it("refuses everybody else with 401, and does nothing of what they send", async () => {
    await open({ TELEGRAM_MODE: "webhook" });
    for (const secret of [undefined, "", "wrong", webhookSecret().toUpperCase(), `${webhookSecret()} `.repeat(2)]) expect((await deliver(update(7, "/get"), secret)).status).toBe(401);
    expect(await db().telegramUpdate.count()).toBe(0);
    expect(await db().identity.count()).toBe(0);
  });

  it("takes what it cannot read from Telegram's hands, so that it does not come again and again", async () => {
    await open({ TELEGRAM_MODE: "webhook" });
    for (const raw of ["", "null", "[]", "{", '{"update_id":"1"}', `{"update_id":1,"x":"${"x".repeat(70_000)}"}`]) {
      const answer = await house.send("POST", "/telegram/webhook", { raw, headers: { "x-telegram-bot-api-secret-token": webhookSecret() } });
      expect([raw.slice(0, 20), answer.status]).toEqual([raw.slice(0, 20), 200]);
    }
    expect(await db().telegramUpdate.count()).toBe(0);
  });

  it("does not exist where the bot asks by itself, or where there is none", async () => {
    await openPolling();
    expect((await deliver(update(8, "/get"), webhookSecret())).status).toBe(404);
  });
});

describe("security notices", () => {
  const tell = (userId: string, subject = "A <b>notice</b>") =>
    withAudit({ requestId: "req_test", ip: "192.0.2.1", userAgent: "test" }, async (tx) => ({ result: await notify(tx, userId, { subject, paragraphs: ["Something & something"], ifNotYou: "do this." }), entry: { action: "test.told", target: { type: "user", id: userId } } }));
  const notices = () => telegram.messages.filter(({ text }) => text.includes("Something &amp; something"));

  it("reach a linked Telegram as text, unless its alerts are off; what was done in the chat is not told there again", async () => {
    await openPolling();
    const ada = telegram.person(1);
    const token = tokenIn(await ada.say("/get"));
    expect(ada.messages).toHaveLength(1);
    const { id } = await profileOf(token);
    await tell(id);
    await waitUntil(() => notices().length === 1);
    expect(notices()[0]!.text).toContain("<b>A &lt;b&gt;notice&lt;/b&gt;</b>");
    expect(notices()[0]!.text).toContain("If this was not you: do this.");
    await ada.say("/alerts off");
    await tell(id);
    const other = await house.signUp();
    await tell(other.id);
    expect(await db().telegramMessage.count()).toBe(0);
    expect(notices()).toHaveLength(1);
  });

  it("wait while Telegram is away, and are sent when it is back; to whoever has blocked the bot they are dropped", async () => {
    await openPolling();
    const { id } = await profileOf(tokenIn(await telegram.person(1).say("/get")));
    telegram.intercept = ({ method }) => (method === "sendMessage" ? { ok: false, error_code: 500, description: "Internal Server Error" } : undefined);
    await tell(id);
    // claimed, tried in vain, and put off
    await waitUntil(async () => ((await db().telegramMessage.findFirst({ where: { attempts: 1 } }))?.nextAttemptAt.getTime() ?? Infinity) < Date.now() + 60_000);
    telegram.intercept = () => undefined;
    clock.now = () => new Date(Date.now() + 600_000);
    runningBot.get().wake();
    await waitUntil(() => notices().length === 1);
    await waitUntil(async () => (await db().telegramMessage.count()) === 0);
    telegram.intercept = ({ method }) => (method === "sendMessage" ? { ok: false, error_code: 403, description: "Forbidden: bot was blocked by the user" } : undefined);
    await tell(id);
    await waitUntil(async () => (await db().telegramMessage.count()) === 0);
    expect(notices()).toHaveLength(1);
  });

  it("are not sent where what they speak of did not happen", async () => {
    await openPolling();
    const { id } = await profileOf(tokenIn(await telegram.person(1).say("/get")));
    const failing = withAudit({ requestId: "req_test", ip: undefined, userAgent: undefined }, async (tx) => {
      await notify(tx, id, { subject: "Never", paragraphs: ["Something & something"] });
      throw new Error("changed its mind");
    });
    await expect(failing).rejects.toThrow("changed its mind");
    await telegram.person(1).say("/help");
    expect(notices()).toHaveLength(0);
  });
});
