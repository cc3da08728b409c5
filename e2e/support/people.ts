import { expect, type Browser, type Locator, type Page } from "@playwright/test";
import { newAccount, signUp, type Account } from "./account";
import { patient } from "./awake";

/** Somebody with a browser of their own. */
export type Visitor = { page: Page; account: Account; id: string };

export const newPage = async (browser: Browser, baseURL: string, options: object = {}): Promise<Page> => patient(await (await browser.newContext({ baseURL, reducedMotion: "reduce", ...options })).newPage());

export async function newVisitor(browser: Browser, baseURL: string): Promise<Visitor> {
  const page = await newPage(browser, baseURL);
  const account = await signUp(page, newAccount());
  const { id } = await call<{ id: string }>(page, "GET", "/users/me");
  return { page, account, id };
}

/** Calls the API with the browser's session, wherever its page is. */
export async function call<Answer>(page: Page, method: string, path: string, data?: object): Promise<Answer> {
  const answer = await page.request.fetch(`/api/v1${path}`, { method, ...(data && { data }) });
  return (await answer.json()) as Answer;
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
