import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { untilAwake } from "./awake";

export type Account = { username: string; email: string; password: string };

export function newAccount(): Account {
  const username = `ada-${randomBytes(5).toString("hex")}`;
  return { username, email: `${username}@example.com`, password: "brass-key-under-the-mat" };
}

/** A new account, whose session this browser has from now on. The forms are another journey's matter: no page is opened. */
export async function signUp(page: Page, account: Account = newAccount()): Promise<Account> {
  const answer = await page.request.post("/api/v1/auth/register", { data: account });
  expect(answer.status(), await answer.text()).toBe(201);
  return account;
}

/** Signs up as a person does, and waits for the dashboard. */
export async function signUpByForm(page: Page, account: Account = newAccount()): Promise<Account> {
  await page.goto("/register");
  await page.getByLabel("Email").fill(account.email);
  await page.getByLabel("Username").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/dashboard");
  await untilAwake(page);
  return account;
}

export async function signIn(page: Page, { username, password }: Account): Promise<void> {
  await page.getByLabel("Username or email").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Opens a room of the portal by the profile menu. */
export async function openFromMenu(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Profile menu" }).click();
  await page.getByRole("menuitem", { name }).click();
}

/** By the profile menu; what comes next must not overtake the form that it sends. */
export async function signOut(page: Page): Promise<void> {
  await openFromMenu(page, "Sign out");
  await page.waitForURL((url) => url.pathname === "/");
}
