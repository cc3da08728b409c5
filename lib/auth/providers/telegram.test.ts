import { afterAll, beforeAll, expect, it } from "vitest";
import type { JWTPayload } from "jose";
import { db } from "@/lib/db/client";
import { parseConfig } from "@/lib/env/config";
import { openHouse, type House } from "@/lib/testing/house";
import { startCrookedGoogle, type CrookedGoogle } from "@/lib/testing/providers/crooked-google";
import { Traveller } from "@/lib/testing/providers/traveller";
import { TelegramServer, tokenIn } from "@/lib/testing/telegram-server";
import { waitUntil } from "@/lib/testing/wait-until";

let provider: CrookedGoogle;
let telegram: TelegramServer;
let house: House;
beforeAll(async () => {
  [provider, telegram] = await Promise.all([startCrookedGoogle(), TelegramServer.start()]);
  house = await openHouse({ ...telegram.env, ...telegram.oidcEnv(provider.issuer) });
  await waitUntil(() => telegram.isPolled);
});
afterAll(async () => {
  await house.close();
  await Promise.all([provider.close(), telegram.close()]);
});

/** Comes back from Telegram, which says these things of the person. */
async function comeBack(claims: JWTPayload, { start = "/api/v1/auth/telegram", browser = new Traveller() } = {}) {
  const location = new URL((await browser.ask(start)).headers.get("location")!);
  const { email: _email, email_verified: _verified, ...usual } = provider.claims(location.searchParams.get("nonce")!);
  provider.state.idToken = await provider.sign({ ...usual, sub: "1234123412341234123", ...claims });
  const answer = await browser.ask(`/api/auth/callback/telegram?code=x&state=${location.searchParams.get("state")}`);
  return { answer, browser, location };
}

it("OpenID Connect and the bot know the same person: the identity is the claim `id`, never the `sub`", async () => {
  const token = tokenIn(await telegram.person(4242, { username: "one_person" }).say("/get"));
  const { id } = (await house.send("GET", "/api/v1/users/me", { token })).json as { id: string };
  for (const claim of [4242, "4242"]) {
    const { browser, location } = await comeBack({ id: claim, name: "One Person", preferred_username: "one_person" });
    expect((await browser.whoAmI())?.id).toBe(id);
    expect(location.searchParams.get("scope")).toBe("openid profile");
    expect(location.searchParams.get("code_challenge_method")).toBe("S256");
  }
  const { browser } = await comeBack({ sub: "4242", id: 4243 });
  expect((await browser.whoAmI())?.id).not.toBe(id);
});

it("somebody new gets an account, with Telegram's name for them; never as the first administrator", async () => {
  const { browser } = await comeBack({ id: 5151, name: "Grace Hopper", preferred_username: "grace_h" });
  expect(await browser.whoAmI()).toMatchObject({ username: "grace-h", role: "user", has_password: false });
  expect(await db().bootstrap.count()).toBe(0);
});

it("an answer without the number, or with something else in its place, signs nobody in", async () => {
  for (const id of [undefined, "", 0, -1, 1.5, "1 OR 1", { not: 1 }]) {
    const { answer, browser } = await comeBack({ id });
    expect(answer.status).toBe(502);
    expect(await browser.whoAmI()).toBeUndefined();
  }
});

it("confirms nobody: it may not have asked them again", async () => {
  const { browser } = await comeBack({ id: 6161 });
  const { answer } = await comeBack({ id: 6161 }, { start: "/api/v1/auth/telegram?confirm=1&next=/api-token", browser });
  expect([answer.status, answer.text.includes("did not ask you to sign in again")]).toEqual([403, true]);
});

it("belongs to a bot: without its token the start says so", () => {
  expect(() => parseConfig({ TELEGRAM_CLIENT_ID: "client", TELEGRAM_CLIENT_SECRET: "secret" })).toThrow(/TELEGRAM_BOT_TOKEN is missing/);
  expect(() => parseConfig({ TELEGRAM_BOT_TOKEN: "123456789:AAAAAAAAAAAAAAAAAAAAAAAA", TELEGRAM_MODE: "webhook" })).toThrow(/TELEGRAM_MODE may be webhook only where PUBLIC_URL begins with https/);
});
