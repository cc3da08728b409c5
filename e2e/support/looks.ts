import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./axe";

/** How a page is looked at: light and dark, on a desktop and on a phone. */
export const looks = [
  { name: "light on a desktop", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "dark on a desktop", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { name: "light on a phone", colorScheme: "light", viewport: { width: 360, height: 740 } },
  { name: "dark on a phone", colorScheme: "dark", viewport: { width: 360, height: 740 } },
] as const;

export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await checkPage(page);
}

/** The page as it stands passes axe and is no wider than the screen. */
export async function checkPage(page: Page): Promise<void> {
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${page.url()} is wider than the screen`).toBe(0);
}
