import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { connectionRecorder } from "@/lib/oauth/doctor/record";
import { openHouse, type House } from "@/lib/testing/house";
import { ask, registerClient, type TestClient, type Tokens } from "@/lib/testing/oauth-flow";
import { TelegramServer, tokenIn, type TelegramPerson } from "@/lib/testing/telegram-server";
import { waitUntil } from "@/lib/testing/wait-until";

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
type Started = { device_code: string; user_code: string };

let telegram: TelegramServer;
let house: House;
let client: TestClient;
let ada: TelegramPerson;
let adaId: string;
let ids = 9000;

beforeAll(async () => {
  telegram = await TelegramServer.start();
  house = await openHouse(telegram.env);
  await house.signUp("admin");
  client = await registerClient(house, { grant_types: [deviceGrant], redirect_uris: [], client_name: "A <b>television</b>" });
  await waitUntil(() => telegram.isPolled);
});
afterAll(async () => {
  await house.close();
  await telegram.close();
});
beforeEach(async () => {
  ada = telegram.person(++ids);
  adaId = ((await house.send("GET", "/api/v1/users/me", { token: tokenIn(await ada.say("/get")) })).json as { id: string }).id;
});

const start = async (scope = "agents:read keys:read") => (await ask(house, "/oauth/device_authorization", { client_id: client.client_id, scope })).json as Started;
const poll = async ({ device_code }: Started) => (await ask(house, "/oauth/token", { grant_type: deviceGrant, client_id: client.client_id, device_code })).json as Tokens & { error?: string };

describe("letting a device in from Telegram", () => {
  it("shows who asks, from where, for what; after Allow the device gets its tokens, and log and doctor know", async () => {
    const started = await start();
    const question = await ada.say(`/device ${started.user_code}`);
    expect(question.text).toContain("<b>A &lt;b&gt;television&lt;/b&gt;</b> (not verified)");
    expect(question.text).toContain(started.user_code);
    expect(question.text).toContain("127.0.0.1");
    expect(question.text).toContain("<code>agents:read</code>");
    await ada.press(question, "Allow");
    const tokens = await poll(started);
    expect(tokens.scope.split(" ").sort()).toEqual(["agents:read", "keys:read"]);
    expect((await house.send("GET", "/api/v1/users/me", { token: tokens.access_token })).json).toMatchObject({ id: adaId });
    expect(await db().auditEvent.findFirst({ where: { actorUserId: adaId, action: "grant.created" } })).toMatchObject({ userAgent: "Telegram", detail: { grant_type: "device_code", client_id: client.client_id } });
    await connectionRecorder().flush();
    expect(await db().connectionEvent.findFirst({ where: { userId: adaId, step: "consent" } })).toMatchObject({ succeeded: true });
  });

  it("takes the code alone as well, in any case and without its hyphen", async () => {
    const { user_code: code } = await start();
    for (const typed of [code.toLowerCase(), code.replace("-", ""), code.replace("-", " ")]) expect((await ada.say(typed)).text).toContain(code);
  });

  it("after Deny the device is told access_denied", async () => {
    const started = await start();
    await ada.press(await ada.say(started.user_code), "Deny");
    expect(await poll(started)).toMatchObject({ error: "access_denied" });
  });

  it("is answered once: of two people with one code, and of two questions about it, the first counts", async () => {
    const started = await start();
    const other = telegram.person(++ids);
    await other.say("/get");
    const [first, second] = [await ada.say(started.user_code), await other.say(started.user_code)];
    await ada.press(first, "Allow");
    await other.press(second, "Allow");
    expect(other.messages.at(-1)!.text).toMatch(/No device waits|answered already/);
    const { userId } = (await db().identity.findFirst({ where: { subject: String(other.from.id) } }))!;
    expect(await db().credential.count({ where: { kind: "grant", userId } })).toBe(0);
  });

  it("gives what was shown and not more, also where the scopes asked for are sensitive", async () => {
    const started = await start("agents:read tokens:verify");
    const question = await ada.say(started.user_code);
    expect(question.text).not.toContain("tokens:verify");
    await ada.press(question, "Allow");
    expect((await poll(started)).scope).toBe("agents:read");
  });

  it("expires with its code, and after a change of role gives what the role may hold", async () => {
    const late = await start();
    const question = await ada.say(late.user_code);
    const { now } = clock;
    clock.now = () => new Date(Date.now() + 601_000);
    await ada.press(question, "Allow").finally(() => (clock.now = now));
    expect(await db().credential.count({ where: { userId: adaId, kind: "grant" } })).toBe(0);
    const started = await start("agents:read conversations:write");
    const asked = await ada.say(started.user_code);
    await db().user.update({ where: { id: adaId }, data: { role: "viewer" } });
    await ada.press(asked, "Allow");
    expect((await poll(started)).scope).toBe("agents:read");
  });

  it("limits guesses as the page does, for each person alone", async () => {
    const started = await start();
    for (let guess = 0; guess < 10; guess++) await ada.say("/device BCDF-GHJK");
    expect((await ada.say(`/device ${started.user_code}`)).text).toContain("Too many codes");
    const guessers = Array.from({ length: 4 }, () => telegram.person(++ids));
    for (const guesser of guessers) await guesser.say("/get");
    await Promise.all(guessers.map(async (guesser) => {
      for (let guess = 0; guess < 10; guess++) await guesser.say("/device BCDF-GHJK");
    }));
    const other = telegram.person(++ids);
    await other.say("/get");
    expect((await other.say(`/device ${started.user_code}`)).text).toContain(started.user_code);
  });

  it("asks who has no account to make or link one first", async () => {
    expect((await telegram.person(++ids).say(`/device ${(await start()).user_code}`)).text).toContain("no account here yet");
  });
});
