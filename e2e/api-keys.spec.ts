import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { signUp } from "./support/account";
import { copyBy } from "./support/clipboard";
import { runCurl } from "./support/curl";
import { newVisitor } from "./support/people";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

async function createKey(page: Page, name: string) {
  await page.goto("/api-keys/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("dialog", { name: "Store this key now" })).toBeVisible();
}

test("the secret of a new key cannot be closed before it was copied", async ({ page }) => {
  await signUp(page);
  await createKey(page, "Build server");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Done" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 400);
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("alert")).toContainText("Copy the key or tick the box first");

  await copyBy(page, dialog.getByRole("button", { name: "Copy API key" }), /^sk_live_/);
  await expect(dialog.getByRole("checkbox")).toBeChecked();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page).toHaveURL(/\/api-keys\/key_/);
  await expect(page.getByRole("heading", { name: "Build server" })).toBeVisible();
});

test("who says that the key is stored may close, too, and the key is never shown again", async ({ page }) => {
  await signUp(page);
  await createKey(page, "Robot");
  const secret = (await page.getByRole("dialog").locator("code", { hasText: /^sk_live_/ }).first().textContent())!;
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/api-keys\/key_/);
  expect(await page.content()).not.toContain(secret);
  await page.goto("/api-keys");
  expect(await page.content()).not.toContain(secret);
});

test("a key works in its own header, rests while it is paused, and is gone when it is revoked", async ({ page }) => {
  const account = await signUp(page);
  await createKey(page, "Night job");
  const line = await copyBy(page, page.getByRole("button", { name: "Copy curl snippet" }), /^curl/);
  expect(line).toContain("X-API-Key: sk_live_");
  expect(await (await runCurl(line)).json()).toMatchObject({ valid: true, kind: "api_key", user: { username: account.username } });
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Pause key" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  expect((await runCurl(line)).status).toBe(401);
  await page.getByRole("button", { name: "Resume key" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  expect((await runCurl(line)).status).toBe(200);

  await page.getByRole("button", { name: "Revoke key…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
  await expect(page).toHaveURL(/\/api-keys$/);
  await expect(page.getByText("No keys yet")).toBeVisible();
  expect((await runCurl(line)).status).toBe(401);
});

test("the scope picker closes what the role cannot give, and write includes read", async ({ page, browser, server }) => {
  // The first account is the administrator's; whoever comes after is a user.
  await (await newVisitor(browser, server.origin)).page.context().close();
  await signUp(page);
  await page.goto("/api-keys/new");
  await expect(page.getByRole("checkbox", { name: /agents:write/ })).toBeDisabled();
  await expect(page.getByRole("checkbox", { name: /^admin/ })).toBeDisabled();
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("checkbox", { name: /conversations:write/ }).check();
  await expect(page.getByRole("checkbox", { name: /conversations:read/ })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: /conversations:read/ })).toBeDisabled();
});

test("what the server refuses stands at its field, and the field has the focus", async ({ page }) => {
  await signUp(page);
  await page.goto("/api-keys/new");
  await page.getByLabel("Name").fill("Server");
  await page.getByLabel("Allowed addresses").fill("not-an-address");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByLabel("Allowed addresses")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Allowed addresses")).toBeFocused();
  await expect(page.getByLabel("Name")).toHaveValue("Server");
});

test("a key's name, scopes and limits can be changed, and names are text, whatever is in them", async ({ page }) => {
  await signUp(page);
  await createKey(page, "Before");
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  await page.waitForURL(/\/api-keys\/key_/);
  await page.getByLabel("Name").fill(`<img src=x onerror="document.title='bad'">`);
  await page.getByLabel("Requests per minute").fill("12");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { name: "<img src=x" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Requests per minute")).toHaveValue("12");
  await expect(page.locator("main img")).toHaveCount(0);
});

test("a key that is unknown and a key of somebody else are the same page", async ({ page, browser, server }) => {
  await signUp(page);
  await createKey(page, "Mine");
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  await page.waitForURL(/\/api-keys\/key_/);
  const { page: stranger } = await newVisitor(browser, server.origin);
  for (const path of [new URL(page.url()).pathname, "/api-keys/key_unknown"]) {
    const response = await stranger.goto(path);
    expect(response?.status()).toBe(404);
    await expect(stranger.getByRole("heading", { name: "Not found" })).toBeVisible();
  }
  await stranger.context().close();
});
