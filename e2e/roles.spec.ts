import { expect, test } from "./fixtures";
import { call, newVisitor, openDialog, type Visitor } from "./support/people";

// The first account gives the others their roles.
test.use({ house: "roles" });
test.describe.configure({ timeout: 120_000 });

let chief: Visitor;
test.beforeAll(async ({ browser, server }) => {
  chief = await newVisitor(browser, server.origin);
});
test.afterAll(() => chief.page.context().close());

const pages = ["/dashboard", "/safety", "/api-token", "/api-keys", "/api-keys/new", "/connected-apps", "/connect", "/oauth-apps", "/oauth-apps/new", "/webhooks", "/webhooks/new", "/organizations", "/organizations/new", "/doctor", "/doctor/test", "/requests", "/audit-log", "/settings", "/settings/security", "/settings/account"];

/** What makes or changes something for which a viewer's role is too low. What ends access, and one's own profile, is not among it. */
const needsMore = /^(create (key|api token|organization|webhook)|register app|regenerate|reveal|pause|resume|rotate|undo rotation|replace secret|add|send invitation|save changes|edit|expire in|extend|keep only|allow only|this is meant|show again)/i;

async function madeBy(role: string, browser: Parameters<typeof newVisitor>[0], origin: string): Promise<Visitor> {
  const visitor = await newVisitor(browser, origin);
  const key = await call<{ id: string }>(visitor.page, "POST", "/api-keys", { name: "From before" });
  await call(visitor.page, "POST", "/users/me/api-token", {});
  await call(chief.page, "PUT", `/users/${visitor.id}`, { role });
  await visitor.page.goto(`/api-keys/${key.id}`);
  return visitor;
}

for (const role of ["viewer", "user", "developer"]) {
  test(`no page offers a ${role} what would be refused for the role`, async ({ browser, server }) => {
    const { page } = await madeBy(role, browser, server.origin);
    const refused: string[] = [];
    page.on("response", (response) => response.status() === 403 && refused.push(response.url()));
    const keyPage = new URL(page.url()).pathname;
    await expect(page.getByRole("button", { name: "Revoke key…" })).toBeVisible();
    for (const path of [keyPage, ...pages]) {
      const answer = await page.goto(path);
      expect([path, answer!.status()]).toEqual([path, 200]);
      await expect(page.getByRole("link", { name: "Users", exact: true })).toHaveCount(0);
      const offered = await page.getByRole("main").locator("a, button").allInnerTexts();
      if (role === "viewer" && !path.startsWith("/settings")) expect([path, offered.map((name) => name.trim()).filter((name) => needsMore.test(name))]).toEqual([path, []]);
    }
    expect(refused).toEqual([]);
    await page.context().close();
  });
}

test("a viewer can still end what they have: key and token", async ({ browser, server }) => {
  const { page } = await madeBy("viewer", browser, server.origin);
  await (await openDialog(page, page.getByRole("button", { name: "Revoke key…" }), "alertdialog")).getByRole("button", { name: "Revoke key" }).click();
  await expect(page).toHaveURL(/\/api-keys$/);
  await page.goto("/api-token");
  await (await openDialog(page, page.getByRole("button", { name: "Delete…" }), "alertdialog")).getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByText("You have no API token yet")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create API token" })).toHaveCount(0);
  await page.context().close();
});

test("an administrator has every page, those of the administrators included", async () => {
  const { page } = chief;
  for (const path of [...pages, "/admin/users", "/admin/policies", "/admin/scopes", "/admin/apis", "/admin/apis/new", "/admin/clients", "/admin/outbox"]) {
    const answer = await page.goto(path);
    expect([path, answer!.status()]).toEqual([path, 200]);
  }
  await expect(page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Users", exact: true }).first()).toBeVisible();
});
