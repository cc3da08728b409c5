import { expect, test } from "./fixtures";
import { signUp } from "./support/account";

const call = (origin: string, token: string) => fetch(`${origin}/api/v1/users/me`, { headers: { authorization: `Bearer ${token}` } });

test("a token is masked on the next visit, revealed to somebody who has just signed in, and hidden again", async ({ page }) => {
  await signUp(page);
  await page.goto("/api-token");
  await page.getByRole("button", { name: "Create API token" }).click();
  const shown = page.locator("code", { hasText: /^sk_live_\w{20,}$/ }).first();
  const token = await shown.textContent();
  await page.reload();
  await expect(page.getByText(token!)).toHaveCount(0);
  await expect(page.getByText("YOUR_TOKEN").first()).toBeVisible();
  await page.getByRole("button", { name: "Reveal" }).click();
  await expect(shown).toHaveText(token!);
  await page.getByRole("button", { name: "Hide" }).click();
  await expect(shown).toHaveCount(0);
});

test("where the sign-in is too old, revealing leads over the password and back", async ({ page }) => {
  const account = await signUp(page);
  await page.goto("/api-token");
  await page.getByRole("button", { name: "Create API token" }).click();
  await expect(page.getByRole("button", { name: "Copy API token" })).toBeVisible();
  await page.reload();
  const refusal = { success: false, error: "Sign in again", code: "REAUTHENTICATION_REQUIRED", request_id: "req_test" };
  await page.route("**/api-token/reveal", (route) => route.fulfill({ status: 403, json: refusal }), { times: 1 });
  await page.getByRole("button", { name: "Reveal" }).click();
  await page.getByRole("link", { name: "Confirm your password" }).click();
  await expect(page.getByRole("heading", { name: "Confirm that it is you" })).toBeVisible();
  await expect(page.getByLabel("Username or email")).toHaveValue(account.username);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Wrong username or password" })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.waitForURL("**/api-token");
  await page.getByRole("button", { name: "Reveal" }).click();
  await expect(page.getByRole("button", { name: "Copy API token" })).toBeVisible();
});

test("regenerating and deleting are asked about, and act on the next request", async ({ page, server }) => {
  await signUp(page);
  await page.goto("/api-token");
  await page.getByRole("button", { name: "Create API token" }).click();
  const shown = page.locator("code", { hasText: /^sk_live_\w{20,}$/ }).first();
  const first = (await shown.textContent())!;
  expect((await call(server.origin, first)).status).toBe(200);

  await page.getByRole("button", { name: "Regenerate…" }).click();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.getByRole("button", { name: "Regenerate token" }).click();
  await expect(shown).not.toHaveText(first);
  const second = (await shown.textContent())!;
  expect((await call(server.origin, first)).status).toBe(401);
  expect((await call(server.origin, second)).status).toBe(200);

  await page.getByRole("button", { name: "Delete…" }).click();
  await page.keyboard.press("Escape");
  expect((await call(server.origin, second)).status).toBe(200);
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByText("You have no API token yet")).toBeVisible();
  expect((await call(server.origin, second)).status).toBe(401);
});
