import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { checkPage, visit } from "./support/looks";
import { OauthClient } from "./support/oauth-client";
import { call, newPage, newVisitor, openDialog, type Visitor } from "./support/people";

// The first account is the administrator.
test.use({ house: "administration in every look", env: { PROTECTED_APIS_FILE: "e2e/support/protected-apis.json" } });
test.describe.configure({ mode: "serial", timeout: 300_000 });

const long = "a".repeat(50);
let chief: Visitor;
let person: Visitor;
/** Pages of a protected API, by where it is declared. */
const apis: Record<string, string> = {};

test.beforeAll(async ({ browser, server }) => {
  chief = await newVisitor(browser, server.origin);
  person = await newVisitor(browser, server.origin);
  await call(person.page, "POST", "/api-keys", { name: "N".repeat(100), scopes: ["agents:read"], allowed_ips: ["203.0.113.0/24"] });
  await call(person.page, "POST", "/users/me/api-token", {});
  await call(person.page, "PATCH", "/users/me", { username: long });
  await call(chief.page, "PUT", `/users/${person.id}`, { groups: ["a-long-name-for-a-group-of-people", "platform"], role: "developer" });
  await call(chief.page, "POST", "/scopes", { name: "maps:write", description: "Draw maps ".repeat(19).trim() });
  await call(chief.page, "POST", "/protected-apis", { name: "N".repeat(100), prefix: "/api/a-long-name-for-a-prefix/on-a-small-screen", upstream: "http://upstream.with-a-long-name.internal.example.com:8080/and/a/path", rules: [{ methods: ["GET", "POST"], path: "/**", layer: 2, roles: ["developer"], groups: ["platform"] }, { methods: ["*"], path: "/status", layer: 0 }] });
  const { data } = await call<{ data: { id: string; source: string }[] }>(chief.page, "GET", "/protected-apis");
  for (const { id, source } of data) apis[source] = `/admin/apis/${id}`;
  await call(chief.page, "POST", "/initial-access-tokens", { name: "Build machines", uses: 3 });
  for (const port of [1, 2, 3]) await OauthClient.register(server.origin, { client_name: "A client with a long name for a small screen", redirect_uris: [`http://localhost:${port}/callback`] });
});
test.afterAll(() => Promise.all([chief, person].map(({ page }) => page.context().close())));

test("every page and dialog of the administrators passes axe and fits the screen in every look", async ({ browser, server }) => {
  const page = await newPage(browser, server.origin, { reducedMotion: "reduce", storageState: await chief.page.context().storageState() });
  for (const path of ["/admin/users", "/admin/users?search=nobody", `/admin/users/${person.id}`, `/admin/users/${chief.id}`, "/admin/organizations", "/admin/organizations?search=nothing", "/admin/scopes", "/admin/apis", "/admin/apis/new", apis["page"]!, apis["file"]!, "/admin/clients", "/admin/clients?status=blocked"]) await visit(page, path);
  await page.goto(`/admin/users/${person.id}`);
  for (const line of await page.locator("main details > summary").all()) await line.click();
  // what the header covers half is no small target
  await page.evaluate(() => window.scrollTo(0, 0));
  await checkPage(page);
  await openDialogs(page);
  await page.context().close();
});

async function openDialogs(page: Page): Promise<void> {
  const look = async (path: string, button: string, role: "dialog" | "alertdialog") => {
    await page.goto(path);
    await openDialog(page, page.getByRole("button", { name: button }).first(), role);
    await checkPage(page);
  };
  await look(`/admin/users/${person.id}`, "Delete account…", "alertdialog");
  await look("/admin/scopes", "Add scope", "dialog");
  await look("/admin/scopes", "Edit maps:write", "dialog");
  await look("/admin/scopes", "Delete maps:write", "alertdialog");
  await look("/admin/clients", "Create token…", "dialog");
  await look(apis["page"]!, "Delete API…", "alertdialog");
  await page.goto("/admin/apis/new?template=mcp");
  await page.getByRole("radio", { name: "Only these" }).check();
  await page.getByRole("button", { name: "Ask for a role or group" }).first().click();
  await page.getByText("More: timeout, size, path, certificate").click();
  await checkPage(page);
  await page.goto("/admin/clients?search=client");
  await expect(page.getByRole("list", { name: /^Registrations of/ })).toBeVisible();
  await checkPage(page);
}
