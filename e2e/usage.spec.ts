import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { signUp } from "./support/account";
import { expectAccessible } from "./support/axe";
import { runCurl } from "./support/curl";

/** Makes a key on its page and stays there; returns a curl line that calls with it. */
async function makeKey(page: Page, name: string): Promise<(path: string) => Promise<Response>> {
  await page.goto("/api-keys/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = (await page.getByRole("dialog").locator("code", { hasText: /^sk_live_/ }).first().textContent())!;
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  await page.waitForURL(/\/api-keys\/key_/);
  const { origin } = new URL(page.url());
  return (path) => runCurl(`curl ${origin}/api/v1${path} -H "X-API-Key: ${secret.trim()}"`);
}

const latest = (page: Page) => page.locator("section", { has: page.getByRole("heading", { name: "Latest requests" }) });

test("a call by curl is on the key's page within two seconds, without anybody touching the page", async ({ page }) => {
  await signUp(page);
  const call = await makeKey(page, "Build server");
  await expect(latest(page)).toContainText("No request yet");
  expect((await call("/scopes")).status).toBe(200);
  await expect(latest(page).getByText("GET /api/v1/scopes")).toBeVisible({ timeout: 2000 });
  await expect(latest(page).getByText("Allowed")).toBeVisible();
  await expect(page.getByText("1 allowed and 0 refused in the last 30 days.")).toBeVisible();
  await expect(page.getByRole("meter", { name: "This minute" })).toHaveAttribute("aria-valuenow", "1");

  await call("/forward-auth?scope=users:read");
  await expect(latest(page).getByText("Not permitted")).toBeVisible({ timeout: 2000 });
  await latest(page).locator("summary").first().click();
  await expect(latest(page).getByText("The call needs users:read.")).toBeVisible();
  await page.getByText("As a table").click();
  await expect(page.getByRole("region", { name: /Calls by the day/ }).getByRole("row")).toHaveCount(2);
  await expectAccessible(page);
});

test("after the revocation the next call is 401 and stands in the request log with its reason", async ({ page }) => {
  await signUp(page);
  const call = await makeKey(page, "Night job");
  expect((await call("/scopes")).status).toBe(200);
  await page.getByRole("button", { name: "Revoke key…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
  await expect(page).toHaveURL(/\/api-keys$/);

  await page.goto("/requests");
  await expect(page.locator("main summary", { hasText: "Allowed" })).toBeVisible();
  expect((await call("/scopes")).status).toBe(401);
  const revoked = page.locator("summary", { hasText: "Revoked" });
  await expect(revoked).toBeVisible({ timeout: 2000 });
  await expect(revoked).toContainText("Night job");
  await revoked.click();
  await expect(page.getByText("Somebody still calls with it.")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Night job" }).click();
  await expect(page).toHaveURL(/\/api-keys\/key_/);
  await expect(page.getByText("It was revoked by its owner", { exact: false })).toBeVisible();
  await expect(page.getByText("1 allowed and 1 refused in the last 30 days.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Revoke|Rotate|Pause/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: "API Keys" }).first().click();
  await expect(page.getByRole("heading", { name: "Revoked" })).toBeVisible();

  await page.goto("/requests");
  await page.getByLabel("Outcome").selectOption("refused");
  await page.waitForURL(/outcome=refused/);
  await expect(page.locator("main summary")).toHaveCount(1);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).click()]);
  const stream = await download.createReadStream();
  let csv = "";
  for await (const chunk of stream) csv += String(chunk);
  expect(csv.trim().split("\r\n")).toHaveLength(2);
  expect(csv).toContain('"refused","REVOKED",401');
});

test("a rotation shows who still calls with the old secret, and that nobody does", async ({ page }) => {
  await signUp(page);
  const callWithOld = await makeKey(page, "Worker");
  await page.getByRole("button", { name: "Rotate key" }).click();
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Nobody has called with it since the rotation.")).toBeVisible({ timeout: 20_000 });
  expect((await callWithOld("/scopes")).status).toBe(200);
  const callers = page.locator("section", { has: page.getByRole("heading", { name: "Who still uses the old secret" }) });
  await expect(callers.getByText("1 caller")).toBeVisible({ timeout: 5000 });
  await expect(callers.locator("code").first()).toHaveText(/127\.0\.0\.1|::1/);
});

test("the dashboard counts the calls of all credentials", async ({ page }) => {
  await signUp(page);
  const call = await makeKey(page, "Counter");
  await call("/scopes");
  await call("/scopes");
  await expect(latest(page).locator("summary")).toHaveCount(2, { timeout: 3000 });
  await page.goto("/dashboard");
  await expect(page.getByRole("img", { name: "Calls by the day: 2 allowed, 0 refused" })).toBeVisible();
});
