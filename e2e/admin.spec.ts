import { expect, test } from "./fixtures";
import { expectAccessible } from "./support/axe";
import { runCurl } from "./support/curl";
import { OauthClient } from "./support/oauth-client";
import { call, newVisitor, openDialog, type Visitor } from "./support/people";

// The first account is the administrator: it has to be this file's own.
test.use({ house: "administration", env: { CLIENT_REGISTRATION: "approval" } });

let chief: Visitor;
let ada: Visitor;
/** A curl line with a key of Ada's. */
let line: string;

test.beforeAll(async ({ browser, server }) => {
  chief = await newVisitor(browser, server.origin);
  ada = await newVisitor(browser, server.origin);
  const { key } = await call<{ key: string }>(ada.page, "POST", "/api-keys", { name: "Night job" });
  line = `curl ${server.origin}/api/v1/auth/verify -H "X-API-Key: ${key}"`;
});
test.afterAll(() => Promise.all([chief, ada].map(({ page }) => page.context().close())));

const seenByCurl = async () => (await runCurl(line)).json() as Promise<object>;

async function openAda(): Promise<void> {
  await chief.page.goto("/admin/users");
  await chief.page.getByRole("searchbox").fill(ada.account.email);
  await chief.page.getByRole("button", { name: "Search" }).click();
  await chief.page.getByRole("table").getByRole("link", { name: ada.account.username }).click();
  await expect(chief.page.getByRole("heading", { name: ada.account.username, level: 1 })).toBeVisible();
}

async function setRole(role: string, groups: string): Promise<void> {
  await chief.page.getByRole("radio", { name: role, exact: true }).check();
  await chief.page.getByLabel("Groups").fill(groups);
  await chief.page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(chief.page.getByText("Saved. It acts from the next request on", { exact: true })).toBeVisible();
}

test("a role that an administrator changes shows on the person's next page and next curl, without a new sign-in", async () => {
  await openAda();
  await expectAccessible(chief.page);
  expect(await seenByCurl()).toMatchObject({ user: { role: "user" } });
  await setRole("Viewer", "");
  expect(await seenByCurl()).toMatchObject({ user: { role: "viewer" } });
  await ada.page.goto("/api-keys");
  await expect(ada.page.getByRole("heading", { name: "API Keys" })).toBeVisible();
  await expect(ada.page.getByRole("link", { name: "Create key" })).toHaveCount(0);
  await chief.page.reload();
  await setRole("Developer", "engineering, platform");
  expect(await seenByCurl()).toMatchObject({ user: { role: "developer" }, groups: ["engineering", "platform"] });
  await ada.page.reload();
  await expect(ada.page.getByRole("link", { name: "Create key" }).first()).toBeVisible();
});

test("the administrators' wing is there for administrators alone; others find what an address that does not exist shows", async () => {
  const { page } = ada;
  await page.goto("/dashboard");
  await expect(page.getByRole("link", { name: "Users" })).toHaveCount(0);
  const unknown = await page.goto("/no/such/address");
  const [status, text, title] = [unknown!.status(), await page.locator("main").innerText(), await page.title()];
  for (const path of ["/admin/users", `/admin/users/${chief.id}`, "/admin/scopes", "/admin/apis", "/admin/apis/new", "/admin/apis/api_unknown", "/admin/clients", "/admin/nothing"]) {
    const answer = await page.goto(path);
    expect([path, answer!.status(), await page.locator("main").innerText(), await page.title()]).toEqual([path, status, text, title]);
    expect(await answer!.text()).not.toContain(chief.account.email);
  }
});

test("the last administrator cannot step down, and is told what to do about it", async () => {
  await chief.page.goto(`/admin/users/${chief.id}`);
  await chief.page.getByRole("radio", { name: "User", exact: true }).check();
  await expect(chief.page.getByText("This is your own account", { exact: true })).toBeVisible();
  await chief.page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(chief.page.getByRole("alert").getByText("Make somebody else an administrator first")).toBeVisible();
  await expectAccessible(chief.page);
  expect(await call(chief.page, "GET", "/users/me")).toMatchObject({ role: "admin" });
});

test("a suspended person is shut out at once and let in again where they were", async () => {
  await openAda();
  const dialog = await openDialog(chief.page, chief.page.getByRole("button", { name: "Suspend account…" }), "alertdialog");
  await expectAccessible(chief.page);
  await dialog.getByRole("button", { name: "Suspend account" }).click();
  await expect(chief.page.getByText("Suspended", { exact: true })).toBeVisible();
  expect(await seenByCurl()).toMatchObject({ code: "ACCOUNT_SUSPENDED" });
  await ada.page.goto("/dashboard");
  await expect(ada.page).toHaveURL(/\/login/);
  await chief.page.getByRole("button", { name: "Resume account" }).click();
  await expect(chief.page.getByText("Active", { exact: true }).first()).toBeVisible();
  expect(await seenByCurl()).toMatchObject({ valid: true });
  await ada.page.goto("/dashboard");
  await expect(ada.page.getByRole("heading", { name: /^Hello/ })).toBeVisible();
});

test("a key of somebody's is seen without its secret, and revoked: its next call is refused", async () => {
  await openAda();
  const held = chief.page.getByRole("group").filter({ hasText: "Night job" });
  await held.locator("summary").click();
  await expect(held.getByText("Allowed addresses")).toBeVisible();
  expect(await chief.page.content()).not.toContain(/sk_live_\w+/.exec(line)![0]);
  const dialog = await openDialog(chief.page, chief.page.getByRole("button", { name: "Revoke: Night job" }), "alertdialog");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(chief.page.getByText("Night job is refused from now on", { exact: true })).toBeVisible();
  expect(await seenByCurl()).toMatchObject({ code: "INVALID_TOKEN" });
  await ada.page.goto("/api-keys");
  await expect(ada.page.getByText("No keys yet")).toBeVisible();
});

test("a scope that an administrator adds stands in the form for keys at once, and goes when it is deleted", async () => {
  await call(chief.page, "PUT", `/users/${ada.id}`, { role: "developer" });
  await chief.page.goto("/admin/scopes");
  const dialog = await openDialog(chief.page, chief.page.getByRole("button", { name: "Add scope" }), "dialog");
  await dialog.getByLabel("Name").fill("Maps Write");
  await dialog.getByLabel("Description").fill("Draw maps");
  await dialog.getByRole("button", { name: "Add scope" }).click();
  await expect(dialog.getByText("must be a scope name like agents:read").first()).toBeVisible();
  await expectAccessible(chief.page);
  await dialog.getByLabel("Name").fill("maps:write");
  await dialog.getByLabel("Lowest role").selectOption("developer");
  await dialog.getByRole("button", { name: "Add scope" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(chief.page.getByRole("listitem").filter({ hasText: "maps:write" }).getByText("Developer and above")).toBeVisible();

  await ada.page.goto("/api-keys/new");
  await ada.page.getByRole("checkbox", { name: /maps:write/ }).check();
  await ada.page.getByLabel("Name").fill("Cartographer");
  await ada.page.getByRole("button", { name: "Create key" }).click();
  await expect(ada.page.getByRole("dialog", { name: "Store this key now" })).toBeVisible();

  await chief.page.reload();
  const row = chief.page.getByRole("listitem").filter({ hasText: "maps:write" });
  await expect(row.getByText("held by 1")).toBeVisible();
  const question = await openDialog(chief.page, row.getByRole("button", { name: "Delete maps:write" }), "alertdialog");
  await expect(question.getByText("1 key, token or app holds it")).toBeVisible();
  await question.getByRole("button", { name: "Delete scope" }).click();
  await expect(row).toHaveCount(0);
});

test("a client waits until an administrator approves it; blocked, nobody can connect it", async ({ server }) => {
  const redirectUri = "https://app.example.com/callback";
  const client = await OauthClient.register(server.origin, { client_name: "Map agent", redirect_uris: [redirectUri] });
  const address = client.authorizeAddress(redirectUri, { scope: "agents:read" });
  const allow = ada.page.getByRole("button", { name: "Allow" });
  const opens = async () => {
    await ada.page.goto(address);
    await expect(ada.page.getByRole("heading", { level: 1 })).toBeVisible();
    return allow.isVisible();
  };
  expect(await opens()).toBe(false);
  const { page } = chief;
  await page.goto("/admin/clients");
  await expect(page.getByRole("heading", { name: "Registration is by approval" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByText("Map agent can be connected now", { exact: true })).toBeVisible();
  expect(await opens()).toBe(true);
  await page.goto("/admin/clients?search=map");
  await (await openDialog(page, page.getByRole("button", { name: "Block…" }), "alertdialog")).getByRole("button", { name: "Block" }).click();
  await expect(page.getByText("Map agent is blocked", { exact: true })).toBeVisible();
  expect(await opens()).toBe(false);
  await page.getByRole("button", { name: "Unblock", exact: true }).click();
  await expect(page.getByText("Map agent is unblocked", { exact: true })).toBeVisible();
  await page.getByLabel("Verified domain of Map agent").fill("app.example.com");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved. The consent page shows it from now on", { exact: true })).toBeVisible();
  expect(await opens()).toBe(true);
  await expect(ada.page.getByText("app.example.com").first()).toBeVisible();
});

test("an initial access token is shown once and registers a client that need not wait", async ({ server }) => {
  const { page } = chief;
  await page.goto("/admin/clients");
  const dialog = await openDialog(page, page.getByRole("button", { name: "Create token…" }), "dialog");
  await dialog.getByLabel("Name").fill("Build machines");
  await dialog.getByLabel("Clients").fill("1");
  await dialog.getByRole("button", { name: "Create token" }).click();
  const secret = (await page.getByRole("dialog", { name: "Store this token now" }).locator("code", { hasText: /^sk_iat_/ }).first().textContent())!;
  await page.getByRole("checkbox", { name: "I have stored it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  const register = () => fetch(`${server.origin}/oauth/register`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${secret}` }, body: JSON.stringify({ client_name: "Robot", redirect_uris: ["http://localhost:1/cb"] }) });
  expect((await register()).status).toBe(201);
  expect((await register()).status).toBe(401);
  await page.goto("/admin/clients?search=Robot");
  await expect(page.getByRole("list", { name: "Registrations of Robot" }).getByText("Active", { exact: true })).toBeVisible();
  await expect(page.getByText("used up")).toBeVisible();
  await (await openDialog(page, page.getByRole("button", { name: "Revoke Build machines" }), "alertdialog")).getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("button", { name: "Revoke Build machines" })).toHaveCount(0);
});

test("before an account is deleted it is said what goes with it; then it is gone", async () => {
  await openAda();
  const dialog = await openDialog(chief.page, chief.page.getByRole("button", { name: "Delete account…" }), "alertdialog");
  await expect(dialog.getByText(/Stops working at once: .*API key/)).toBeVisible();
  await expect(dialog.getByText(`${ada.account.username}'s organization`)).toBeVisible();
  await expectAccessible(chief.page);
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(chief.page).toHaveURL(/\/admin\/users$/);
  await ada.page.goto("/dashboard");
  await expect(ada.page).toHaveURL(/\/login/);
});
