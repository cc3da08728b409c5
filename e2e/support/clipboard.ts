import { expect, type Locator, type Page } from "@playwright/test";

/** What a button has copied: the browser writes it a moment after the press, and all its pages share one clipboard. */
export async function copyBy(page: Page, button: Locator, pattern: RegExp): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await button.click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toMatch(pattern);
  return read();
}
