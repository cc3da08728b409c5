import type { Page } from "@playwright/test";

/**
 * Makes `goto` and `reload` return once the page answers to presses and keys. What the server has sent looks the same before: on a
 * busy machine a test is faster than any person, and what it presses or types then is lost.
 */
export function patient(page: Page): Page {
  const { goto, reload } = page;
  page.goto = async (url, options) => {
    const response = await goto.call(page, url, options);
    // who asks for less than a loaded page has a reason
    if (options?.waitUntil === undefined) await untilAwake(page);
    return response;
  };
  page.reload = async (options) => {
    const response = await reload.call(page, options);
    await untilAwake(page);
    return response;
  };
  return page;
}

/** For a page that a press has led to. */
export async function untilAwake(page: Page): Promise<void> {
  if (!(await page.evaluate(isAwake))) await page.waitForFunction(isAwake);
}

/** Has React taken over all there is to use on the page? A page without scripts is what it is from the beginning. */
function isAwake(): boolean {
  const isOfReact = (element: Element) => Object.keys(element).some((key) => key.startsWith("__reactProps$"));
  return !("__next_f" in window) || [...document.querySelectorAll("a, button, input, select, textarea, summary")].every(isOfReact);
}
