import { expect, test } from "./fixtures";
import { newAccount, signIn, signOut, signUp } from "./support/account";
import { newPage } from "./support/people";

test("signing out elsewhere acts on the next page that is opened there", async ({ page, browser, server }) => {
  const account = await signUp(page);
  const phone = await newPage(browser, server.origin, { userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1" });
  await phone.goto("/login");
  await signIn(phone, account);
  await phone.waitForURL("**/dashboard");

  await page.goto("/settings/security");
  await expect(page.getByText("This device", { exact: true })).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await expect(page.getByRole("button", { name: "Sign out Safari on iPhone" })).toHaveCount(0);
  await phone.goto("/api-keys");
  await expect(phone).toHaveURL(/\/login\?next=%2Fapi-keys$/);
  await page.reload();
  await expect(page.getByText("This device", { exact: true })).toBeVisible();
  await phone.context().close();
});

test("signing out from the profile menu closes the portal, and signing in comes back to the page that was wanted", async ({ page }) => {
  const account = await signUp(page);
  await page.goto("/dashboard");
  await signOut(page);
  await page.goto("/audit-log");
  await expect(page).toHaveURL(/\/login\?next=%2Faudit-log$/);
  await signIn(page, account);
  await page.waitForURL("**/audit-log");
});

test("a page that is still open when its session ends leads to the sign-in page", async ({ page, context }) => {
  await signUp(page);
  await page.goto("/api-token");
  await context.clearCookies();
  await page.getByRole("button", { name: "Create API token" }).click();
  await expect(page).toHaveURL(/\/login\?next=%2Fapi-token$/);
});

test("a new password ends the other sessions and keeps this one; the old password is refused", async ({ page, browser, server }) => {
  const account = await signUp(page);
  const elsewhere = await newPage(browser, server.origin);
  await elsewhere.goto("/login");
  await signIn(elsewhere, account);
  await elsewhere.waitForURL("**/dashboard");

  await page.goto("/settings/security");
  await page.getByLabel("Current password").fill("wrong password");
  await page.getByLabel("New password").fill("a longer walk by the sea");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("is not your current password")).toBeVisible();
  await page.getByLabel("Current password").fill(account.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed").first()).toBeVisible();

  await elsewhere.goto("/dashboard");
  await expect(elsewhere).toHaveURL(/\/login/);
  await signIn(elsewhere, account);
  await expect(elsewhere.getByText("Wrong username or password")).toBeVisible();
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/dashboard/);
  await elsewhere.context().close();
});

test("the profile is changed in settings; a name that is taken is refused at its field", async ({ page, browser, server }) => {
  const taken = newAccount();
  const other = await newPage(browser, server.origin);
  await signUp(other, taken);
  await other.context().close();
  await signUp(page);
  await page.goto("/settings");
  await page.getByLabel("Name", { exact: false }).last().fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByRole("button", { name: "Profile menu" })).toContainText("Ada Lovelace");
  await page.getByLabel("Username").first().fill(taken.username.toUpperCase());
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Username is already taken.")).toBeVisible();
});
