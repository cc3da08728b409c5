import { expect, test } from "./fixtures";
import { expectAccessible } from "./support/axe";
import { runCurl } from "./support/curl";
import { readLink } from "./support/outbox";
import { call, newVisitor, openDialog, type Visitor } from "./support/people";

// The first account is the administrator.
test.use({ house: "offboarding" });
test.describe.configure({ mode: "serial" });

let chief: Visitor;
let owner: Visitor;
let leaver: Visitor;
let id: string;
let secret: string;

test.beforeAll(async ({ browser, server }) => {
  chief = await newVisitor(browser, server.origin);
  owner = await newVisitor(browser, server.origin);
  leaver = await newVisitor(browser, server.origin);
  ({ id } = await call<{ id: string }>(owner.page, "POST", "/organizations", { name: "Acme Maps" }));
  await call(owner.page, "POST", `/organizations/${id}/invitations`, { email: leaver.account.email, role: "admin" });
  const link = await readLink(chief.page, leaver.account.email, /Acme Maps/);
  await call(leaver.page, "POST", "/invitations/accept", { token: new URL(link).searchParams.get("token")! });
  ({ key: secret } = await call<{ key: string }>(leaver.page, "POST", "/api-keys", { name: "Tile server", organization_id: id, scopes: ["agents:read"] }));
});
test.afterAll(() => Promise.all([chief, owner, leaver].map(({ page }) => page.context().close())));

const verify = async (origin: string) => (await runCurl(`curl ${origin}/api/v1/auth/verify -H "X-API-Key: ${secret}"`)).status;

test("whoever removes a member sees the keys that they made, and lets them pass to the owner: they go on working", async ({ server }) => {
  const { page } = owner;
  await page.goto(`/organizations/${id}`);
  const dialog = await openDialog(page, page.getByRole("button", { name: `Remove ${leaver.account.username}` }), "alertdialog");
  await expect(dialog.getByRole("link", { name: "Tile server" })).toBeVisible();
  await expect(dialog.getByText("They stop working with the next request.")).toBeVisible();
  await dialog.getByRole("radio", { name: `Pass to ${owner.account.username}` }).check();
  await expect(dialog.getByText("They go on working.", { exact: false })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText(`${leaver.account.username} is removed`, { exact: true })).toBeVisible();
  expect(await verify(server.origin)).toBe(200);
});

test("an administrator sees an organization whose owner is suspended, and appoints another", async () => {
  const { page } = chief;
  await call(page, "PATCH", `/users/${owner.id}`, { suspended: true });
  await page.goto("/admin/organizations");
  await expect(page.getByText("One organization has no owner who can act")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Look at it" }).click();
  await page.getByRole("link", { name: "Acme Maps" }).click();
  await expect(page.getByRole("heading", { name: "Nobody can act for it" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Appoint" }).click();
  await expect(page.getByRole("heading", { name: "Nobody can act for it" })).toHaveCount(0);
  await page.goto(`/organizations/${id}`);
  await expect(page.getByRole("heading", { name: "Acme Maps", level: 1 })).toBeVisible();
});
