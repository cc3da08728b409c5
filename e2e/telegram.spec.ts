import { expect, type Page } from "@playwright/test";
import { tokenIn, type BotMessage } from "../lib/testing/telegram-server";
import { signOut, signUp } from "./support/account";
import { expectAccessible } from "./support/axe";
import { checkPage } from "./support/looks";
import { test } from "./support/with-telegram";

test.describe.configure({ timeout: 120_000 });
test.use({ reducedMotion: "reduce" } as object);

const linkToBot = async (page: Page) => (await page.getByRole("link", { name: "Open Telegram" }).getAttribute("href"))!;
/** The number that the sign-in page shows. */
const numberOn = async (page: Page) => (await page.getByText(/^\d\d$/).textContent())!;
const questionsOf = ({ text }: BotMessage) => text;

test("somebody links their Telegram, signs in with it, and unlinks it", async ({ page, telegram }) => {
  const account = await signUp(page);
  const phone = telegram.person(1001, { username: "ada_l", name: "Ada on Telegram" });

  await page.goto("/settings/sign-in");
  await page.getByRole("button", { name: "Link Telegram" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const link = await linkToBot(page);
  await checkPage(page);
  const question = await phone.follow(link);
  expect(questionsOf(question)).toContain(account.username);
  await phone.press(question, "Yes, link it");
  // the page sees it by itself, and the dialog goes away
  await expect(page.getByText("Ada on Telegram")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await checkPage(page);

  await page.getByLabel("Security alerts in Telegram").uncheck();
  await expect.poll(async () => (await phone.say("/alerts")).text).toContain("off");
  await page.getByLabel("Security alerts in Telegram").check();
  await expect.poll(async () => (await phone.say("/alerts")).text).toContain("on");

  await signOut(page);
  await page.goto("/login?next=%2Fsettings%2Fsign-in");
  await checkPage(page);
  await page.getByRole("button", { name: "Continue with Telegram" }).click();
  await page.waitForURL("**/login/telegram");
  await checkPage(page);
  const asked = await phone.follow(await linkToBot(page));
  expect(asked.text).toContain("Chrome on");
  await phone.press(asked, await numberOn(page));
  await page.waitForURL("**/settings/sign-in"); // by itself

  await page.getByRole("button", { name: "Unlink Ada on Telegram" }).click();
  await page.getByRole("button", { name: "Unlink", exact: true }).click();
  await expect(page.getByRole("button", { name: "Link Telegram" })).toBeVisible();
  expect((await phone.say("/keys")).text).toContain("no account here yet");
});

test("who presses another number is not signed in, and the page says so", async ({ page, telegram }) => {
  const phone = telegram.person(1002);
  await phone.say("/get");
  await page.goto("/login");
  await page.getByRole("button", { name: "Continue with Telegram" }).click();
  const question = await phone.follow(await linkToBot(page));
  const number = await numberOn(page);
  const wrong = question.reply_markup!.inline_keyboard[0]!.map(({ text }) => text).find((text) => text !== number)!;
  await phone.press(question, wrong);
  await expect(page.getByText("Refused in Telegram")).toBeVisible({ timeout: 15_000 });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Begin again" }).click();
  await expect(page.getByText(/^\d\d$/)).toBeVisible();
});

test("an account born in Telegram works in the portal, and cannot give its only way in away", async ({ page, telegram }) => {
  const phone = telegram.person(1003, { username: "born_there", name: "Born There" });
  tokenIn(await phone.say("/get"));
  await page.goto("/login?next=%2Fapi-token");
  await page.getByRole("button", { name: "Continue with Telegram" }).click();
  await phone.press(await phone.follow(await linkToBot(page)), await numberOn(page));
  await page.waitForURL("**/api-token");
  await expect(page.getByRole("heading", { name: "API Token", exact: true })).toBeVisible();
  await page.goto("/settings/sign-in");
  await expect(page.getByText("Your only way to sign in")).toBeVisible();
  await expect(page.getByRole("button", { name: /Unlink/ })).toHaveCount(0);
  await page.goto("/settings");
  await expect(page.getByLabel("Username")).toHaveValue("born-there");
  for (const path of ["/dashboard", "/settings/account", "/settings/security"]) {
    await page.goto(path);
    await expectAccessible(page);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the button goes on once it was confirmed in Telegram, and says so before", async ({ page, telegram }) => {
    const phone = telegram.person(1004);
    await page.goto("/login?next=%2Fsettings");
    await page.getByRole("button", { name: "Continue with Telegram" }).click();
    const question = await phone.follow(await linkToBot(page));
    await page.getByRole("button", { name: "I have confirmed" }).click();
    await expect(page.getByText("Not confirmed in Telegram yet")).toBeVisible();
    await phone.press(question, await numberOn(page));
    await page.getByRole("button", { name: "I have confirmed" }).click();
    await page.waitForURL("**/settings");
  });
});
