import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { newAccount, signIn, signOut, signUp, type Account } from "./support/account";
import { expectAccessible } from "./support/axe";
import { call, newPage, newVisitor, type Visitor } from "./support/people";
import { addAuthenticator, addPasskey, codeOf, setUpApp, storeCodes } from "./support/second-factor";

// A house of its own: its first account is the administrator, and its roles come to need more than elsewhere.
test.use({ house: "second-factor" });
test.describe.configure({ timeout: 120_000 });

let admin: Visitor;
test.beforeAll(async ({ browser, server }) => {
  admin = await newVisitor(browser, server.origin);
  const { secret } = await call<{ secret: string }>(admin.page, "POST", "/users/me/totp");
  await call(admin.page, "POST", "/users/me/totp/confirm", { code: codeOf(secret) });
});
test.afterAll(() => admin.page.context().close());

/** Types the password and stands before the second step. */
async function enterPassword(page: Page, account: Account, next = "/audit-log") {
  await page.goto(`/login?next=${encodeURIComponent(next)}`);
  await signIn(page, account);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
}

test("an app is set up by its first code, and from then on the password alone does not sign in", async ({ page }) => {
  const account = await signUp(page);
  const { secret, recoveryCodes } = await setUpApp(page);
  await expect(page.getByText("On: whoever learns your password")).toBeVisible();
  await expect(page.getByText("10 of 10 left")).toBeVisible();
  await expectAccessible(page);
  await signOut(page);

  await enterPassword(page, account);
  await expectAccessible(page);
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login\?next=%2Fdashboard$/);
  await page.goto("/login/second-factor?next=%2Faudit-log");
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Code is not right, or was used before.")).toBeVisible();
  // no code works twice: the next one is good already
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, 1));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(/\/audit-log$/);
  await signOut(page);

  await enterPassword(page, account);
  await page.getByRole("link", { name: "Use a recovery code instead" }).click();
  await page.getByLabel("Recovery code").fill(recoveryCodes[0]!.toUpperCase());
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(/\/audit-log$/);
  await page.goto("/settings/security");
  await expect(page.getByText("9 of 10 left")).toBeVisible();
});

test("a passkey signs in by itself, finishes a sign-in by password, and confirms who somebody is", async ({ page }) => {
  const authenticator = await addAuthenticator(page);
  const account = await signUp(page);
  await addPasskey(page, "Laptop");
  await storeCodes(page);
  await expect(page.getByText("never used")).toBeVisible();
  await authenticator.leave();
  await signOut(page);

  const press = async (name: string) => {
    await authenticator.touch();
    // the sign-in page asks for a passkey by itself, too: a finger that is down already may answer that before the button is pressed
    await page.getByRole("button", { name }).click({ timeout: 5000 }).catch((missed: Error) => page.waitForURL((url) => !url.pathname.startsWith("/login"), { timeout: 5000 }).catch(() => Promise.reject(missed)));
  };
  await page.goto("/login?next=%2Fapi-keys");
  await press("Sign in with a passkey");
  await expect(page).toHaveURL(/\/api-keys$/);
  await authenticator.leave();
  await signOut(page);

  await enterPassword(page, account);
  await press("Use a passkey");
  await expect(page).toHaveURL(/\/audit-log$/);
  await authenticator.leave();

  await page.goto("/login?next=%2Fsettings%2Fsecurity&confirm=1");
  await expectAccessible(page);
  await press("Use a passkey");
  await expect(page).toHaveURL(/\/settings\/security$/);
  await page.getByRole("button", { name: "Rename Laptop" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Old laptop");
  await page.getByRole("dialog").getByRole("button", { name: "Save name" }).click();
  await page.getByRole("button", { name: "Remove Old laptop" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove passkey" }).click();
  await expect(page.getByText("Off: whoever learns your password")).toBeVisible();
  await expect(page.getByText("Recovery codes")).toBeHidden();
});

test("a passkey is offered where the browser fills in the name", async ({ page }) => {
  const authenticator = await addAuthenticator(page);
  await signUp(page);
  await addPasskey(page, "Laptop");
  await storeCodes(page);
  await authenticator.leave();
  await signOut(page);
  await page.goto("/login");
  await expect(page.getByLabel("Username or email")).toHaveAttribute("autocomplete", "username webauthn");
  // away from a page that still asks: the finger would answer it, too
  await page.goto("about:blank", { waitUntil: "commit" });
  await authenticator.touch();
  // the finger is down already: the page may be signed in, and left, before it has finished loading
  await page.goto("/login?next=%2Fapi-keys", { waitUntil: "commit" });
  await expect(page).toHaveURL(/\/api-keys$/);
});

test("an administrator makes a role need a second factor: who has none sets one up before anything else", async ({ browser, server }) => {
  const person = await newPage(browser, server.origin);
  await addAuthenticator(person);
  await signUp(person);

  const { page } = admin;
  await page.goto("/admin/policies");
  await page.getByRole("button", { name: "Require a second factor of the role user" }).click();
  await expectAccessible(page);
  await page.getByRole("alertdialog").getByRole("button", { name: "Require it" }).click();
  await expect(page.getByRole("button", { name: "Stop requiring a second factor of the role user" })).toBeVisible();

  await person.goto("/api-keys");
  await expect(person).toHaveURL(/\/settings\/security\?next=%2Fapi-keys$/);
  await expect(person.getByText("Set up a second factor to go on")).toBeVisible();
  await expectAccessible(person);
  await addPasskey(person, "Phone");
  await storeCodes(person);
  await expect(person.getByRole("button", { name: "Remove Phone" })).toHaveCount(0);
  await person.goto("/api-keys");
  await expect(person).toHaveURL(/\/api-keys$/);

  await page.getByRole("button", { name: "Stop requiring a second factor of the role user" }).click();
  await expect(page.getByRole("button", { name: "Require a second factor of the role user" })).toBeVisible();
  await person.context().close();
});

test("an administrator resets the second factor of somebody who has lost it", async ({ browser, server }) => {
  const person = await newPage(browser, server.origin);
  const account = await signUp(person);
  await setUpApp(person);

  const { page } = admin;
  await page.goto(`/admin/users?search=${account.username}`);
  await page.getByRole("main").getByRole("link", { name: account.username }).first().click();
  await page.getByRole("button", { name: "Reset second factor…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Reset second factor" }).click();
  await expect(page.getByText("The password alone signs in.", { exact: true })).toBeVisible();

  await person.goto("/dashboard");
  await expect(person).toHaveURL(/\/login/);
  await signIn(person, account);
  await expect(person).toHaveURL(/\/dashboard$/);
  await person.context().close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the second step is a plain form: code, recovery code, and the way to sign in as somebody else", async ({ page, request }) => {
    const account = newAccount();
    const { token } = (await (await request.post("/api/v1/auth/register", { data: account })).json()) as { token: string };
    const headers = { authorization: `Bearer ${token}` };
    const { secret } = (await (await request.post("/api/v1/users/me/totp", { headers })).json()) as { secret: string };
    const confirmed = await request.post("/api/v1/users/me/totp/confirm", { headers, data: { code: codeOf(secret) } });
    const { recovery_codes: codes } = (await confirmed.json()) as { recovery_codes: string[] };

    await enterPassword(page, account);
    await page.getByRole("button", { name: "Sign in as somebody else" }).click();
    await expect(page).toHaveURL(/\/login\?next=%2Faudit-log$/);
    await signIn(page, account);
    await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, 1));
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page).toHaveURL(/\/audit-log$/);

    await page.goto("/settings");
    await page.getByRole("button", { name: "Sign out" }).click();
    await enterPassword(page, account);
    await page.getByRole("link", { name: "Use a recovery code instead" }).click();
    await page.getByLabel("Recovery code").fill("not a code of mine");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByText("Recovery code is not right, or was used before.")).toBeVisible();
    await page.getByLabel("Recovery code").fill(codes[0]!);
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page).toHaveURL(/\/audit-log$/);
  });
});
