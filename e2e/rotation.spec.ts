import { expect, test } from "./fixtures";
import { signUp } from "./support/account";
import { expectAccessible } from "./support/axe";

test("a key is rotated with an overlap: who still uses the old secret is seen, and once it is retired it is refused", async ({ page, server }) => {
  await signUp(page);
  await page.goto("/api-keys/new");
  await page.getByLabel("Name").fill("Night job");
  await page.getByRole("button", { name: "Create key" }).click();
  const shown = page.getByRole("dialog").locator("code", { hasText: /^sk_live_/ }).first();
  const oldSecret = (await shown.textContent())!;
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  const status = async (key: string) => (await fetch(`${server.origin}/api/v1/auth/verify`, { headers: { "x-api-key": key, "user-agent": "night-job/1.0" } })).status;

  await page.getByRole("radio", { name: "In a day" }).check();
  await page.getByRole("button", { name: "Rotate key" }).click();
  const newSecret = (await shown.textContent())!;
  expect(newSecret).not.toBe(oldSecret);
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  const earlier = page.getByRole("region", { name: "Earlier secrets" });
  await expect(earlier).toContainText("Silent: safe to retire");
  await expectAccessible(page);

  expect([await status(oldSecret), await status(newSecret)]).toEqual([200, 200]);
  await expect(earlier).toContainText("Still in use");
  await expect(earlier).toContainText("night-job/1.0");

  await earlier.getByRole("button", { name: "Retire now" }).click();
  await expect(earlier).toBeHidden();
  expect([await status(oldSecret), await status(newSecret)]).toEqual([401, 200]);
  expect(await page.content()).not.toContain(newSecret);
});
