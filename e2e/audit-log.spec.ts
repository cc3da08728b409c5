import { expect, test } from "./fixtures";
import { signUp } from "./support/account";

test("what was done stands in the audit log, with who, from where and what exactly", async ({ page }) => {
  const account = await signUp(page);
  await page.goto("/api-keys/new");
  await page.getByLabel("Name").fill("Audited key");
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  await page.waitForURL(/\/api-keys\/key_/);

  await page.goto("/audit-log");
  const created = page.getByRole("main").locator("summary", { hasText: "API key created Audited key" });
  await expect(created).toContainText(account.username);
  await created.click();
  const details = page.locator("details[open]");
  await expect(details).toContainText("api_key.created");
  await expect(details).toContainText("agents:read");
  await expect(details).toContainText(/req_\w+/);

  await page.getByLabel("Kind of action").selectOption({ label: "Sessions" });
  await expect(page).toHaveURL(/action=session\./);
  await expect(created).toHaveCount(0);
  await expect(page.getByRole("main").locator("summary", { hasText: "Session started" }).first()).toBeVisible();
  await page.getByLabel("Kind of action").selectOption({ label: "Long-lived tokens" });
  await expect(page.getByText("No event matches this filter")).toBeVisible();
});

test("a long log goes on page by page, and back to the newest", async ({ page }) => {
  await signUp(page);
  for (let count = 0; count < 31; count++) {
    const response = await page.request.patch("/api/v1/users/me", { data: { name: `Name ${count}` } });
    expect(response.status()).toBe(200);
  }
  await page.goto("/audit-log?action=user.");
  await expect(page.getByRole("main").locator("summary")).toHaveCount(30);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/cursor=.*action=user\.|action=user\..*cursor=/);
  await expect(page.getByRole("main").locator("summary", { hasText: "Account registered" }).first()).toBeVisible();
  await page.getByRole("link", { name: "Newest" }).click();
  await expect(page.getByRole("main").locator("summary")).toHaveCount(30);
});
