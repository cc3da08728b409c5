import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No violation of WCAG A or AA, nor of axe's best practices, on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothing(page, new AxeBuilder({ page }).withTags(tags));
}

/** Every text on the page as it stands has the contrast that WCAG AA asks for. */
export async function expectReadable(page: Page): Promise<void> {
  await expectNothing(page, new AxeBuilder({ page }).withRules("color-contrast"));
}

async function expectNothing(page: Page, axe: AxeBuilder): Promise<void> {
  // A toast or a dialog that is still fading in would be measured in colours that it does not have.
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== "running" || animation.effect?.getTiming().iterations === Number.POSITIVE_INFINITY));
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`) }));
  expect(found, `on ${page.url()}`).toEqual([]);
}
