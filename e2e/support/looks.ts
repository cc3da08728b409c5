import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectReadable } from "./axe";

const desktop = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };

/** How a page is looked at: light and dark, on a desktop and on a phone, in the order that changes least from one to the next. */
const looks = [
  { colorScheme: "light", viewport: desktop, check: expectAccessible },
  { colorScheme: "dark", viewport: desktop, check: expectReadable },
  { colorScheme: "dark", viewport: phone, check: expectAccessible },
  { colorScheme: "light", viewport: phone, check: expectReadable },
] as const;

export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await checkPage(page);
}

/**
 * In every look the page as it stands passes axe and is no wider than the screen. Of what axe looks at, the light changes the colours
 * alone: the second light of a width is asked about contrast only.
 */
export async function checkPage(page: Page): Promise<void> {
  for (const { colorScheme, viewport, check } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction(isShownIn, colorScheme);
    await check(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${page.url()} is wider than the screen of ${viewport.width} pixels`).toBe(0);
  }
  await page.setViewportSize(desktop);
}

/** Pages of the portal say their light in a class; plain ones leave it to the browser. */
function isShownIn(scheme: string): boolean {
  const { classList } = document.documentElement;
  return classList.contains(scheme) || !["light", "dark"].some((name) => classList.contains(name));
}
