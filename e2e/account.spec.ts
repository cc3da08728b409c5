import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { newAccount, signIn, signOut, signUp, type Account } from "./support/account";
import { expectAccessible } from "./support/axe";
import { readLink } from "./support/outbox";
import { newPage } from "./support/people";

// The first account reads the outbox.
test.use({ house: "accounts" });

let adminPage: Page;
test.beforeAll(async ({ browser, server }) => {
  adminPage = await newPage(browser, server.origin);
  await signUp(adminPage);
});
test.afterAll(() => adminPage.context().close());

test("who forgot the password chooses a new one by the link from the outbox, and is signed out everywhere else", async ({ page, browser, server }) => {
  const account = await signUp(page);
  const elsewhere = await newPage(browser, server.origin);
  await elsewhere.goto("/login");
  await signIn(elsewhere, account);
  await elsewhere.waitForURL("**/dashboard");
  await page.goto("/dashboard");
  await signOut(page);

  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await page.getByLabel("Email", { exact: true }).fill(account.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  await expect(page.getByText("This server sends no mail")).toBeVisible();
  await expectAccessible(page);

  const link = await readLink(adminPage, account.email, "Choose a new password");
  await expectAccessible(adminPage);
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("password");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("New password must have 8 to 128 characters")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("New password", { exact: true }).fill("brass-key-in-another-place");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("heading", { name: "Your password is set" })).toBeVisible();

  await elsewhere.goto("/dashboard");
  await expect(elsewhere).toHaveURL(/\/login/);
  await page.getByRole("link", { name: "Sign in", exact: true }).click();
  await signIn(page, { ...account, password: "brass-key-in-another-place" });
  await page.waitForURL("**/dashboard");
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await expectAccessible(page);
  await elsewhere.context().close();
});

test("an address is confirmed by one button, without JavaScript and without being signed in", async ({ page, browser, server }) => {
  const account = await signUp(page);
  await page.goto("/settings/account");
  await expect(page.getByText("Not confirmed")).toBeVisible();
  await expectAccessible(page);
  const link = await readLink(adminPage, account.email, "Confirm your address");
  const plain = await newPage(browser, server.origin, { javaScriptEnabled: false });
  // a mail program that looks at the link first uses nothing up
  for (let looks = 0; looks < 2; looks++) await plain.goto(link);
  await plain.getByRole("button", { name: "Confirm the address" }).click();
  await expect(plain.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  await plain.goto(link);
  await expect(plain.getByText("This link was used already")).toBeVisible();
  await plain.context().close();
  await page.reload();
  await expect(page.getByText("Confirmed", { exact: true })).toBeVisible();
});

test("a confirmed address changes once the old one and the new one have agreed", async ({ page }) => {
  const account = await signUp(page);
  await confirm(page, account.email, "Confirm your address", "Confirm the address");
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  await page.goto("/settings/account");
  const to = `new-${account.email}`;
  await page.getByRole("button", { name: "Change address…" }).click();
  await page.getByLabel("New address").fill(to);
  await page.getByRole("button", { name: "Send the links" }).click();
  await expect(page.getByText(`It becomes ${to} once this is confirmed`)).toBeVisible();
  await expectAccessible(page);
  await confirm(page, to, "Confirm your new address", "Confirm the new address");
  await expect(page.getByRole("heading", { name: "Half way there" })).toBeVisible();
  await confirm(page, account.email, "is about to change", "Agree to the change");
  await expect(page.getByRole("heading", { name: "The address is changed" })).toBeVisible();
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page.getByText(to)).toBeVisible();
});

test("the own data is a file, and the account goes for good with what was decided about its organization", async ({ page, browser, server }) => {
  const account = await signUp(page);
  const heir = newAccount();
  const heirPage = await newPage(browser, server.origin);
  await signUp(heirPage, heir);
  await shareOrganization(page, heirPage, heir);

  await page.goto("/settings/account");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const exported = JSON.parse(await readFile(await (await download).path(), "utf8")) as { profile: { email: string }; organizations: { name: string }[] };
  expect(exported.profile.email).toBe(account.email);
  expect(exported.organizations.map(({ name }) => name)).toContain("Maps");

  await page.getByRole("button", { name: "Delete account…" }).click();
  const remove = page.getByRole("dialog").getByRole("button", { name: "Delete account" });
  await expect(remove).toBeDisabled();
  await expectAccessible(page);
  await page.getByLabel("What becomes of Maps?").selectOption({ label: `${heir.username} becomes its owner` });
  await page.getByLabel("Type your username").fill(account.username);
  await remove.click();
  await expect(page.getByRole("heading", { name: "Your account is deleted" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/dashboard");
  await signIn(page, account);
  await expect(page.getByText("Wrong username or password.")).toBeVisible();
  await heirPage.goto("/organizations");
  await expect(heirPage.getByRole("main").getByText("Maps")).toBeVisible();
  await heirPage.context().close();
});

test("nobody but an administrator finds the outbox", async ({ page }) => {
  await signUp(page);
  expect((await page.goto("/admin/outbox"))?.status()).toBe(404);
});

async function confirm(page: Page, email: string, subject: string, button: string) {
  await page.goto(await readLink(adminPage, email, subject));
  await page.getByRole("button", { name: button }).click();
}

/** Two people in one organization; the first is its only owner. */
async function shareOrganization(page: Page, other: Page, { email }: Account) {
  const made = await page.request.post("/api/v1/organizations", { data: { name: "Maps" } });
  const { id } = (await made.json()) as { id: string };
  await confirm(other, email, "Confirm your address", "Confirm the address");
  await expect(other.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  expect((await page.request.post(`/api/v1/organizations/${id}/invitations`, { data: { email, role: "member" } })).status()).toBe(201);
  await other.goto(await readLink(adminPage, email, /Maps|invite/i));
  await other.getByRole("button", { name: /Accept|Join/ }).click();
  await other.waitForURL((url) => !url.pathname.startsWith("/invitation"));
}
