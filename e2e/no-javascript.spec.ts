import { expect, test } from "./fixtures";
import { newAccount, signIn } from "./support/account";

test.use({ javaScriptEnabled: false });

test("signing up, out and in works without JavaScript, and what was typed is kept when it is refused", async ({ page }) => {
  const account = newAccount();
  await page.goto("/register?next=%2Fapi-keys");
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Username").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill("password");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/register\?.*error=/);
  await expect(page.getByLabel("Email")).toHaveValue(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/api-keys$/);

  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto("/login?next=%2Faudit-log");
  await signIn(page, { ...account, password: "wrong" });
  await expect(page.getByText("Wrong username or password.")).toBeVisible();
  await expect(page.getByLabel("Username or email")).toHaveValue(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/audit-log$/);
});

test("the audit log filters and opens without JavaScript", async ({ page }) => {
  const account = newAccount();
  await page.goto("/register");
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/dashboard");
  await page.goto("/audit-log");
  await page.getByLabel("Kind of action").selectOption({ label: "Sessions" });
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/action=session\./);
  await page.locator("summary").first().click();
  await expect(page.getByText("session.started").first()).toBeVisible();
});

test("a sign-in never leads away from this house", async ({ page, server }) => {
  const account = newAccount();
  await page.goto("/register?next=%2F%2Fevil.example%2F");
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(`${server.origin}/dashboard`);
});
