import { expect, type Browser, type Locator, type Page } from "@playwright/test";
import { newAccount, signUp, type Account } from "./account";

/** Somebody with a browser of their own. */
export type Visitor = { page: Page; account: Account; id: string };

export const newPage = async (browser: Browser, baseURL: string, options: object = {}): Promise<Page> => (await browser.newContext({ baseURL, reducedMotion: "reduce", ...options })).newPage();

export async function newVisitor(browser: Browser, baseURL: string): Promise<Visitor> {
  const page = await newPage(browser, baseURL);
  const account = await signUp(page, newAccount());
  const { id } = await call<{ id: string }>(page, "GET", "/users/me");
  return { page, account, id };
}

/** Calls the API as the portal's pages do, with the session cookie. */
export function call<Answer>(page: Page, method: string, path: string, body?: object): Promise<Answer> {
  return page.evaluate(
    async (sent) => {
      const response = await fetch(`/api/v1${sent.path}`, { method: sent.method, headers: sent.body ? { "content-type": "application/json" } : {}, body: sent.body && JSON.stringify(sent.body) });
      return (await response.json()) as Answer;
    },
    { method, path, body },
  );
}

/** Presses what opens a dialog, again where the page was still waking up. */
export async function openDialog(page: Page, button: Locator, role: "dialog" | "alertdialog"): Promise<Locator> {
  const dialog = page.getByRole(role);
  await expect(async () => {
    if (!(await dialog.isVisible())) await button.click();
    await expect(dialog).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  return dialog;
}
