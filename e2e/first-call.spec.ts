import { expect, test } from "./fixtures";
import { openFromMenu, signUp, signUpByForm } from "./support/account";
import { copyBy } from "./support/clipboard";
import { runCurl } from "./support/curl";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a newcomer signs up, takes the token from the profile menu, copies it and calls the API with the shown line", async ({ page }) => {
  const account = await signUpByForm(page);
  await openFromMenu(page, "API Token");
  await expect(page).toHaveURL(/\/api-token$/);
  await page.getByRole("button", { name: "Create API token" }).click();

  const token = await copyBy(page, page.getByRole("button", { name: "Copy API token" }), /^sk_live_[0-9A-Za-z]+$/);
  await expect(page.getByText(token, { exact: true })).toBeVisible();

  const line = await copyBy(page, page.getByRole("button", { name: "Copy curl snippet" }), /^curl/);
  expect(line).toContain(token);
  const response = await runCurl(line);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ username: account.username, email: account.email });
});

test("the dashboard leads a newcomer to the first call and notices when it arrives", async ({ page }) => {
  await signUp(page);
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Create API token" }).click();
  await expect(page.getByText("Waiting for your first call")).toBeVisible();
  expect((await runCurl(await copyBy(page, page.getByRole("button", { name: "Copy curl snippet" }), /^curl/))).status).toBe(200);
  await expect(page.getByText("Your first call arrived")).toBeVisible({ timeout: 15_000 });
});

test("snippets come in three languages with the token in each, and the arrow keys go between them", async ({ page }) => {
  await signUp(page);
  await page.goto("/api-token");
  await page.getByRole("button", { name: "Create API token" }).click();
  await page.getByRole("tab", { name: "curl" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Python" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tabpanel")).toContainText(/requests\.get[\s\S]+sk_live_/);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tabpanel")).toContainText(/fetch[\s\S]+sk_live_/);
});
