import { expect, type Page } from "@playwright/test";
import { signOut, signUp } from "./support/account";
import { checkPage } from "./support/looks";
import { chooseAtGithub, chooseAtGoogle, personElsewhere, test } from "./support/with-providers";

test.describe.configure({ timeout: 120_000 });
test.use({ reducedMotion: "reduce" } as object);

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

test("somebody signs up with Google, signs out, and comes back to the same account", async ({ page, providers }) => {
  await signUp(page); // the house has its administrator
  await page.context().clearCookies();
  const grace = personElsewhere(providers);
  await page.goto("/login?next=%2Fsettings");
  await checkPage(page);
  await page.getByRole("link", { name: "Continue with Google" }).click();
  await chooseAtGoogle(page, grace.google);
  await page.waitForURL("**/settings");
  await expect(page.getByText(grace.mail)).toBeVisible();
  const username = await page.getByLabel("Username").inputValue();

  await signOut(page);
  await page.goto("/login?next=%2Fsettings");
  await page.getByRole("link", { name: "Continue with Google" }).click();
  await page.waitForURL("**/settings"); // Google knows them still
  expect(await page.getByLabel("Username").inputValue()).toBe(username);
});

test("somebody signs up with GitHub, and may not unlink it while it is the only way in", async ({ page, providers }) => {
  const grace = personElsewhere(providers);
  await page.goto("/register");
  await checkPage(page);
  await page.getByRole("link", { name: "Continue with GitHub" }).click();
  await chooseAtGithub(page, grace.github);
  await page.waitForURL("**/dashboard");
  await page.goto("/settings/sign-in");
  await expect(row(page, "GitHub")).toContainText(grace.mail);
  await expect(row(page, "GitHub")).toContainText("Your only way in");
  await expect(page.getByRole("button", { name: "Unlink GitHub" })).toHaveCount(0);
  await expect(row(page, "Password")).toContainText("Not set");
  await checkPage(page);
});

test("both are linked in the settings, sign in to the account, and are unlinked again", async ({ page, providers }) => {
  const account = await signUp(page);
  const grace = personElsewhere(providers);
  await page.goto("/settings/sign-in");
  await checkPage(page);
  await page.getByRole("button", { name: "Link Google" }).click();
  await chooseAtGoogle(page, grace.google);
  await expect(page.getByText("Google is linked")).toBeVisible();
  await page.getByRole("button", { name: "Link GitHub" }).click();
  await chooseAtGithub(page, grace.github);
  await expect(page.getByText("GitHub is linked")).toBeVisible();
  await checkPage(page);

  for (const provider of ["Google", "GitHub"]) {
    await signOut(page);
    await page.goto("/login?next=%2Fsettings");
    await page.getByRole("link", { name: `Continue with ${provider}` }).click();
    if (provider === "GitHub") await chooseAtGithub(page, grace.github);
    await page.waitForURL("**/settings");
    expect(await page.getByLabel("Username").inputValue()).toBe(account.username);
  }

  await page.goto("/settings/sign-in");
  for (const provider of ["Google", "GitHub"]) {
    await page.getByRole("button", { name: `Unlink ${provider}` }).click();
    await expect(row(page, provider)).toContainText("Not linked");
  }
});

test("an account without a password confirms by Google that it is you", async ({ page, providers }) => {
  const grace = personElsewhere(providers);
  await page.goto("/login");
  await page.getByRole("link", { name: "Continue with Google" }).click();
  await chooseAtGoogle(page, grace.google);
  await page.waitForURL("**/dashboard");
  await page.goto("/login?next=%2Fapi-token&confirm=1");
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /GitHub/ })).toHaveCount(0);
  await checkPage(page);
  await page.getByRole("link", { name: "Confirm with Google" }).click();
  await chooseAtGoogle(page, grace.google);
  await page.waitForURL("**/api-token");
});

test("who cancels at the provider reads what happened, and can go on", async ({ page }) => {
  await page.goto("/login?next=%2Faudit-log");
  await page.getByRole("link", { name: "Continue with GitHub" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "You did not let GitHub say who you are" })).toBeVisible();
  await checkPage(page);
  await page.getByRole("link", { name: "Sign in another way" }).click();
  await expect(page).toHaveURL(/\/login\?next=%2Faudit-log$/);
});

test("an application of the list gets a token that works, another one a page that says why not", async ({ page, providers, application, server }) => {
  const grace = personElsewhere(providers);
  await page.goto(`/api/v1/auth/google?redirect_uri=${encodeURIComponent(application)}`);
  await chooseAtGoogle(page, grace.google);
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  const fragment = new URLSearchParams(new URL(page.url()).hash.slice(1));
  const answer = await fetch(`${server.origin}/api/v1/auth/verify`, { headers: { authorization: `Bearer ${fragment.get("token")}` } });
  expect(await answer.json()).toMatchObject({ valid: true, user: { email: grace.mail } });
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/dashboard$/);

  const refused = await page.goto(`/api/auth/google?redirect_uri=${encodeURIComponent(`${application}/`)}`);
  expect(refused?.status()).toBe(400);
  await expect(page.getByRole("heading", { name: "This app’s address is not allowed" })).toBeVisible();
  await checkPage(page);
});
