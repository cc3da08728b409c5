import { expect, test } from "./fixtures";
import { signUp } from "./support/account";

test("the first tab stop skips to the content", async ({ page }) => {
  await page.goto("/docs");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("the profile menu opens, moves and closes by keyboard, and gives the focus back", async ({ page }) => {
  await signUp(page);
  await page.goto("/dashboard");
  const trigger = page.getByRole("button", { name: "Profile menu" });
  await trigger.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "API Token" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(trigger).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "API Token" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "API Keys" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/api-keys$/);
});

test("the theme is chosen in the profile menu, holds on the next page, and is there before the first paint", async ({ page }) => {
  await signUp(page);
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Profile menu" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.goto("/settings", { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
});

test("calls of the reference are found by words", async ({ page }) => {
  await page.goto("/docs/reference");
  await page.getByRole("searchbox", { name: "Find a call" }).first().fill("revoke key");
  await expect(page.getByRole("status").first()).toHaveText("1 call");
  await page.getByRole("link", { name: /Revoke an API key/ }).first().click();
  await expect(page).toHaveURL(/\/docs\/reference\/api-keys#deleteApiKey$/);
  await expect(page.getByRole("heading", { name: "Revoke an API key" })).toBeInViewport();
});
