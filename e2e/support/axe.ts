import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** No violation of WCAG A or AA, nor of axe's best practices, on the page as it stands. */
export const expectAccessible = (page: Page): Promise<void> => expectNothing(page, { runOnly: { type: "tag", values: tags } });

/** Every text on the page as it stands has the contrast that WCAG AA asks for. */
export const expectReadable = (page: Page): Promise<void> => expectNothing(page, { runOnly: { type: "rule", values: ["color-contrast"] } });

async function expectNothing(page: Page, options: RunOptions): Promise<void> {
  // Axe looks into the document that it runs in: no page of ours has another one within.
  expect(page.frames(), `${page.url()} is one document`).toHaveLength(1);
  // A toast or a dialog that is still fading in would be measured in colours that it does not have.
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== "running" || animation.effect?.getTiming().iterations === Number.POSITIVE_INFINITY));
  // Long enough to be sent once for each document, not once for each look at it.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  expect(await page.evaluate(findViolations, options), `on ${page.url()}`).toEqual([]);
}

/** Runs in the page. What passes is not described: that takes axe longer than to find what does not. */
async function findViolations(options: RunOptions) {
  const { violations } = await window.axe.run(document, { ...options, resultTypes: ["violations"] });
  return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`) }));
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
