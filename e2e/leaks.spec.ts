import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { expectAccessible } from "./support/axe";
import { checkPage } from "./support/looks";
import { call, newPage, newVisitor, type Visitor } from "./support/people";

// The first account is the administrator's, whoever is asked for first.
test.use({ house: "leaks" });
test.describe.configure({ timeout: 120_000 });

let admin: Visitor;
let ada: Visitor;
test.beforeAll(async ({ browser, server }) => {
  admin = await newVisitor(browser, server.origin);
  ada = await newVisitor(browser, server.origin);
});
test.afterAll(() => Promise.all([admin, ada].map(({ page }) => page.context().close())));

type Made = { id: string; key: string };
const makeKey = (name: string, { page }: Visitor = ada, more: object = {}) => call<Made>(page, "POST", "/api-keys", { name, ...more });
const statusOf = async (origin: string, key: string) => (await fetch(`${origin}/api/v1/auth/verify`, { headers: { authorization: `Bearer ${key}` } })).status;

/** As a stranger does who found a key: no account, and no JavaScript. */
async function report(browser: Browser, origin: string, secret: string, more: { url?: string; note?: string } = {}): Promise<Page> {
  const page = await newPage(browser, origin, { javaScriptEnabled: false });
  await page.goto("/");
  await page.getByRole("navigation", { name: "Footer" }).getByRole("link", { name: "Found a key?" }).click();
  await page.getByLabel("What you found").fill(secret);
  if (more.url) await page.getByLabel("Where you found it").fill(more.url);
  if (more.note) await page.getByLabel("A word to its owner").fill(more.note);
  await page.getByRole("button", { name: "Report it" }).click();
  await expect(page.getByText("Thank you, the report has arrived")).toBeVisible();
  return page;
}

async function store(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog", { name: "Store this key now" });
  const secret = (await dialog.locator("code", { hasText: /^sk_live_/ }).first().textContent())!;
  await dialog.getByRole("checkbox", { name: "I have stored it" }).check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return secret;
}

test("a stranger without JavaScript stops a leaked key; its owner reads where it was found and rotates it with one press", async ({ browser, server }) => {
  const { id, key } = await makeKey("Tile server");
  expect(await statusOf(server.origin, key)).toBe(200);
  const stranger = await report(browser, server.origin, key, { url: "https://example.com/repository/.env", note: "In the history, too. <b>Rotate it</b>" });
  expect(stranger.url()).not.toContain("sk_live");
  await expect.poll(() => statusOf(server.origin, key)).toBe(401);
  await stranger.context().close();

  const { page } = ada;
  await page.goto("/api-keys");
  await expect(page.getByText("Leaked", { exact: true }).locator("visible=true").first()).toBeVisible();
  await page.goto(`/api-keys/${id}`);
  const notice = page.getByRole("alert").filter({ hasText: "Somebody reported this key as leaked" });
  await expect(notice).toContainText("https://example.com/repository/.env");
  await expect(notice).toContainText("<b>Rotate it</b>");
  await expect(notice.getByRole("link")).toHaveCount(0);
  await checkPage(page);

  await notice.getByRole("button", { name: "Rotate now" }).click();
  const fresh = await store(page);
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expect(notice).toBeHidden();
  expect([await statusOf(server.origin, key), await statusOf(server.origin, fresh)]).toEqual([401, 200]);
  await page.goto(`/api-keys/${id}`);
  expect(await page.content()).not.toContain(fresh);
});

test("what was no leak goes on with one press, and the audit log tells both", async ({ browser, server }) => {
  const { id, key } = await makeKey("Documentation example");
  await (await report(browser, server.origin, key)).context().close();
  await expect.poll(() => statusOf(server.origin, key)).toBe(401);
  const { page } = ada;
  await page.goto(`/api-keys/${id}`);
  await page.getByRole("button", { name: "It was not leaked: resume" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  expect(await statusOf(server.origin, key)).toBe(200);
  await page.goto("/audit-log?action=credential.");
  await expect(page.getByText("Credential leaked").first()).toBeVisible();
});

test("a leaked personal token is replaced where it is, and the dashboard of nobody else hears of it", async ({ browser, server }) => {
  const { page } = ada;
  const { token } = await call<{ token: string }>(page, "POST", "/users/me/api-token", {});
  await (await report(browser, server.origin, token)).context().close();
  await expect.poll(() => statusOf(server.origin, token)).toBe(401);
  await page.goto("/api-token");
  await expect(page.getByRole("alert").filter({ hasText: "Somebody reported this token as leaked" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Regenerate now" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "as leaked" })).toBeHidden();
  await admin.page.goto("/api-token");
  await expect(admin.page.getByText("as leaked")).toHaveCount(0);
});

test("what is not one key, the form says so and keeps nothing of it", async ({ browser, server }) => {
  const page = await newPage(browser, server.origin, { javaScriptEnabled: false });
  await page.goto("/leaks");
  await page.getByLabel("What you found").fill(" ");
  await page.getByRole("button", { name: "Report it" }).click();
  await expect(page.getByText("Paste one key or token, whole")).toBeVisible();
  await expect(page.getByLabel("What you found")).toHaveAttribute("aria-invalid", "true");
  await page.context().close();
});

test("a key in an address is refused on every path, is in no log line, and its owner is told on its page", async ({ server }) => {
  const { id, key } = await makeKey("Old script");
  for (const path of [`/?token=${key}`, `/login?next=/x&api_key=${key}`, `/api/v1/auth/verify?access_token=${key}`, `/api/v1/scopes?key=${key}`, `/health?k=${key}`, `/mcp?token=${key}`, `/things/${key}/more`, `/oauth/authorize?client_id=${key}`, `/_next/static/${key}`]) {
    const answer = await fetch(server.origin + path, { redirect: "manual" });
    const { code, error } = (await answer.json()) as { code: string; error: string };
    expect([path.split("=")[0], answer.status, code]).toEqual([path.split("=")[0], 400, "BAD_REQUEST"]);
    expect(error).toContain("Authorization: Bearer");
  }
  expect(await statusOf(server.origin, key)).toBe(200);
  expect(server.output()).not.toContain(key.slice(8));
  await expect(async () => {
    await ada.page.goto(`/api-keys/${id}`);
    await expect(ada.page.getByText("This key appeared in a URL")).toBeVisible({ timeout: 1000 });
  }).toPass();
  await checkPage(ada.page);
});

test("the links of our own pages and apps go on working: reset, invitation, authorization", async ({ server }) => {
  for (const path of ["/reset-password?token=aZ0_-bY1aZ0_-bY1aZ0_-bY1aZ0_-bY1aZ0_-bY1aZ0", "/verify-email?token=unknown", "/invitation?token=unknown", "/device?user_code=BBBB-BBBB", `/api-keys?q=sk_live_${"0".repeat(36)}`]) {
    expect([path, (await fetch(server.origin + path)).status]).not.toEqual([path, 400]);
  }
});

test("the form of a key names bad lines, adds one's own address, and says what would pass", async () => {
  const { page } = ada;
  await page.goto("/api-keys/new");
  const addresses = page.getByLabel("Allowed addresses");
  await addresses.fill("10.0.0.0/8, 2001:db8::/32\n10.0.0.0/40\nbuild.example.com");
  const bad = page.getByRole("list", { name: "Lines that are no addresses" });
  await expect(bad).toContainText("10.0.0.0/40 must end in /0 to /32");
  await expect(bad).toContainText("build.example.com is not an address");
  await page.getByText("Try an address").click();
  const asked = page.getByLabel("Would it pass?");
  for (const [address, verdict] of [["::ffff:10.1.2.3", "10.1.2.3 passes, by 10.0.0.0/8"], ["2001:DB8::1", "2001:db8::1 passes, by 2001:db8::/32"], ["192.0.2.1", "192.0.2.1 is refused"], ["10.0.0", "That is no address yet"]] as const) {
    await asked.fill(address);
    await expect(page.getByRole("status").filter({ hasText: verdict })).toBeVisible();
  }
  await checkPage(page);
  await addresses.fill("10.0.0.0/8");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByText("which the list lets in")).toBeVisible();
  await expect(addresses).toHaveValue(/^10\.0\.0\.0\/8\n(127\.0\.0\.1|::1)$/);
});

test("an administrator finds anybody's key on the Access page, pauses and revokes it; an organization's view has the same columns", async ({ server }) => {
  const { key } = await makeKey("Night job of Ada");
  const { page } = admin;
  await page.goto("/access");
  await page.getByLabel("Whose").selectOption({ label: "Everybody’s" });
  await expect(page).toHaveURL(/of=everybody/);
  await page.getByLabel("Search by name, secret, address or agent").fill("night JOB");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/q=night/);
  const line = page.getByRole("listitem").filter({ hasText: "Night job of Ada" });
  await expect(line).toContainText(`of ${ada.account.username}`);
  await line.locator("summary").click();
  for (const column of ["Scopes", "Created", "Last used", "Expires", "Allowed addresses", "Organization"]) await expect(line.getByRole("term").filter({ hasText: column })).toBeVisible();
  await checkPage(page);
  await line.getByRole("button", { name: "Pause" }).click();
  await expect(line.getByRole("button", { name: "Resume" })).toBeVisible();
  expect(await statusOf(server.origin, key)).toBe(401);
  await line.getByRole("link", { name: "Details" }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/users/${ada.id}`));
  await page.goBack();
  const again = page.getByRole("listitem").filter({ hasText: "Night job of Ada" });
  await again.locator("summary").click();
  await again.getByRole("button", { name: "Revoke…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No credential fits these filters.")).toBeVisible();

  const { id } = await call<{ id: string }>(ada.page, "POST", "/organizations", { name: "Acme Maps" });
  await makeKey("Shared tiles", ada, { organization_id: id });
  await ada.page.goto(`/access?of=${id}`);
  await expect(ada.page.getByRole("listitem").filter({ hasText: "Shared tiles" })).toBeVisible();
  await ada.page.getByText("Shared tiles").click();
  await expect(ada.page.getByRole("listitem").filter({ hasText: "Shared tiles" })).toContainText("Acme Maps");
  await expectAccessible(ada.page);
});
