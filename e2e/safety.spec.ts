import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { signUp } from "./support/account";
import { runCurl } from "./support/curl";
import { checkPage } from "./support/looks";
import { call, newPage, newVisitor, openDialog, type Visitor } from "./support/people";

// The first account is the administrator.
test.use({ house: "safety" });
test.describe.configure({ timeout: 120_000 });

type Key = { id: string; key: string };
const makeKey = (page: Page, name: string, body: object = {}) => call<Key>(page, "POST", "/api-keys", { name, ...body });
const aYear = 365 * 86_400;
const headline = (page: Page) => page.getByRole("region", { name: "At a glance" });
const item = (page: Page, name: string) => page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

let chief: Visitor;
test.beforeAll(async ({ browser, server }) => {
  chief = await newVisitor(browser, server.origin);
});
test.afterAll(() => chief.page.context().close());

test("a key that never expires is found on the dashboard, and has an end after one press that can be taken back", async ({ page }) => {
  await signUp(page);
  await page.goto("/dashboard");
  await expect(page.getByText("Nothing is out that could be lost")).toBeVisible();
  await page.goto("/safety");
  await expect(headline(page)).toContainText("Nothing to look after");
  await makeKey(page, "Night job");
  await page.goto("/dashboard");
  await page.getByRole("link", { name: "Never expires: 1" }).click();
  await expect(headline(page)).toContainText("1 thing to look at");
  await expect(item(page, "Night job")).toContainText(/Expire in 90 days: It ends on \d{4}-\d\d-\d\d/);
  await checkPage(page);

  await page.getByRole("button", { name: "Expire in 90 days Night job" }).click();
  await expect(headline(page)).toContainText("All is well");
  await expect(page.getByText("Night job: has an end now", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(headline(page)).toContainText("1 thing to look at");
  await page.getByRole("button", { name: "Expire in 90 days Night job" }).click();
  await expect(headline(page)).toContainText("All is well");
  await checkPage(page);
  await page.goto("/api-keys");
  await page.getByRole("main").getByRole("link", { name: "Night job" }).click();
  await expect(page.getByText("in 2 months").first()).toBeVisible();
});

test("what is meant to be so is not shown any more, and can be shown again", async ({ page }) => {
  await signUp(page);
  await makeKey(page, "Museum piece");
  await page.goto("/safety");
  await page.getByRole("button", { name: "This is intended: Museum piece" }).click();
  await expect(headline(page)).toContainText("All is well");
  await page.getByLabel("Show").selectOption("meant");
  await page.waitForURL(/show=meant/);
  await expect(item(page, "Museum piece")).toContainText("Intended, says");
  await checkPage(page);
  await page.getByRole("button", { name: "Show again: Museum piece" }).click();
  await expect(headline(page)).toContainText("1 thing to look at");
});

test("who still calls with the old secret is shown, and after a question it is retired", async ({ page, server }) => {
  await signUp(page);
  const { id, key } = await makeKey(page, "Worker", { expires_in: aYear });
  await call(page, "POST", `/api-keys/${id}/rotate`, { overlap_seconds: 3600 });
  const callWithOld = () => runCurl(`curl ${server.origin}/api/v1/scopes -H "X-API-Key: ${key}"`);
  expect((await callWithOld()).status).toBe(200);
  await expect(async () => {
    await page.goto("/safety");
    await expect(item(page, "Worker")).toContainText("1 caller has not got the new secret yet", { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await expect(item(page, "Worker").locator("code").first()).toHaveText(/127\.0\.0\.1|::1/);
  await checkPage(page);
  const question = await openDialog(page, page.getByRole("button", { name: "Retire the old secret… Worker" }), "alertdialog");
  await expect(question).toContainText("1 caller will fail until it has the new one");
  await question.getByRole("button", { name: "Retire the old secret" }).click();
  await expect(headline(page)).toContainText("All is well");
  expect((await callWithOld()).status).toBe(401);
});

test("a key that is called from many networks is paused by one press, and works again by another", async ({ server }) => {
  const { page } = chief;
  const { key } = await makeKey(page, "Everywhere", { expires_in: aYear, scopes: ["agents:read"] });
  const guard = await makeKey(page, "Guard", { expires_in: aYear, scopes: ["tokens:verify"] });
  for (let network = 0; network < 10; network++) {
    const sent = await fetch(`${server.origin}/api/v1/api-keys/verify`, { method: "POST", headers: { authorization: `Bearer ${guard.key}`, "content-type": "application/json" }, body: JSON.stringify({ key, ip: `203.0.${network}.10` }) });
    expect(await sent.json()).toMatchObject({ valid: true });
  }
  await expect(async () => {
    await page.goto("/safety");
    await expect(item(page, "Everywhere")).toContainText("Called from 10 networks within 7 days", { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await item(page, "Everywhere").getByText("5 more").click();
  await checkPage(page);
  await page.getByRole("button", { name: "Pause Everywhere" }).click();
  await expect(headline(page)).toContainText("All is well");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(headline(page)).toContainText("1 thing to look at");
});

test("an administrator finds what is everybody's, and can revoke it", async ({ browser, server }) => {
  const other = await newPage(browser, server.origin);
  await signUp(other);
  await makeKey(other, "Of somebody else");
  await other.goto("/safety");
  await expect(other.getByLabel("Whose")).toHaveCount(0);
  const { page } = chief;
  await page.goto("/safety");
  await expect(item(page, "Of somebody else")).toHaveCount(0);
  await page.getByLabel("Whose").selectOption("everybody");
  await page.waitForURL(/of=everybody/);
  await expect(item(page, "Of somebody else").getByRole("button")).toHaveText(["Revoke…"]);
  await checkPage(page);
  await (await openDialog(page, item(page, "Of somebody else").getByRole("button"), "alertdialog")).getByRole("button", { name: "Revoke" }).click();
  await expect(item(page, "Of somebody else")).toHaveCount(0);
  await other.reload();
  await expect(headline(other)).toContainText("Nothing to look after");
  await other.context().close();
});
