import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { newAccount, signIn, signUp, type Account } from "./support/account";
import { expectAccessible } from "./support/axe";
import { call, newPage } from "./support/people";

// The first account reads the outbox: it has to be this file's own. Each journey goes on where the one before it has ended.
test.use({ house: "organizations" });
test.describe.configure({ mode: "serial" });

let chief: Page;
let guest: Account;

test.beforeAll(async ({ browser, server }) => {
  chief = await newPage(browser, server.origin);
  await signUp(chief);
  guest = newAccount();
});
test.afterAll(() => chief.context().close());

/** The link that was mailed to an address, as the administrator's outbox has it. */
async function linkTo(address: string): Promise<string> {
  const { data } = await call<{ data: { id: string; to: string }[] }>(chief, "GET", "/mails");
  const { link } = await call<{ link: string }>(chief, "POST", `/mails/${data.find(({ to }) => to === address)!.id}/read`);
  return link;
}

async function openOrganization(page: Page, name: string): Promise<void> {
  await page.goto("/organizations");
  await page.getByRole("main").getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

test("an organization is made, and somebody without an account is invited to it by mail", async () => {
  await chief.goto("/organizations");
  await chief.getByRole("link", { name: "Create organization" }).click();
  await chief.getByLabel("Name").fill("Acme Maps");
  await chief.getByRole("button", { name: "Create organization" }).click();
  await expect(chief.getByRole("heading", { name: "Acme Maps", level: 1 })).toBeVisible();
  await chief.getByLabel("Email").fill(guest.email);
  await chief.getByRole("button", { name: "Send invitation" }).click();
  await expect(chief.getByRole("list", { name: "Open invitations" }).getByText(guest.email)).toBeVisible();
  await expectAccessible(chief);
});

test("the link leads through registration to joining, without JavaScript, and only with the invited address", async ({ browser, server }) => {
  const link = await linkTo(guest.email);
  await chief.goto(link);
  await expect(chief.getByText("This account has another address")).toBeVisible();
  await expect(chief.getByRole("button", { name: "Accept invitation" })).toHaveCount(0);
  await expectAccessible(chief);

  const plain = await newPage(browser, server.origin, { javaScriptEnabled: false });
  await plain.goto(link);
  await plain.getByRole("button", { name: "Create an account" }).click();
  await expect(plain.getByLabel("Email")).toHaveValue(guest.email);
  await plain.getByLabel("Username").fill(guest.username);
  await plain.getByLabel("Password", { exact: true }).fill(guest.password);
  await plain.getByRole("button", { name: "Create account" }).click();
  await plain.getByRole("button", { name: "Accept invitation" }).click();
  await expect(plain.getByRole("heading", { name: "Acme Maps", level: 1 })).toBeVisible();
  await plain.goto(link);
  await expect(plain.getByRole("heading", { name: "This invitation does not work any more" })).toBeVisible();
  await plain.context().close();
});

test("a member sees what a member may see, and no button that would be refused", async ({ browser, server }) => {
  const { id } = (await call<{ data: { id: string; name: string }[] }>(chief, "GET", "/organizations")).data.find(({ name }) => name === "Acme Maps")!;
  await call(chief, "POST", "/api-keys", { name: "Production server", organization_id: id, scopes: ["agents:read"] });
  const member = await signInAs(browser, server.origin, guest);
  await openOrganization(member, "Acme Maps");
  await expect(member.getByText("None of yours")).toBeVisible();
  await expect(member.getByText("Production server")).toHaveCount(0);
  for (const name of ["Send invitation", "Save policies", "Rename", "Delete organization…", "Give away…", "Create key"]) await expect(member.getByRole("button", { name }).or(member.getByRole("link", { name }))).toHaveCount(0);
  await expect(member.getByRole("combobox", { name: /^Role of/ })).toHaveCount(0);
  await expectAccessible(member);
  await member.goto("/api-keys/new");
  await expect(member.getByLabel("Organization", { exact: true })).toHaveCount(0);
  await member.context().close();
});

test("a policy counts for keys that are there already, and is shown where a key is made", async () => {
  await openOrganization(chief, "Acme Maps");
  await chief.getByLabel("Longest lifetime").selectOption({ label: "30 days" });
  await chief.getByLabel("Every key is limited to addresses").check();
  await chief.getByLabel("Only some scopes").check();
  await chief.getByLabel("conversations:read").check();
  await chief.getByRole("button", { name: "Save policies" }).click();
  await expect(chief.getByText("One key is outside the policies")).toBeVisible();
  await expect(chief.getByText("holds scopes that are not allowed, lives too long, works from any address")).toBeVisible();
  await expectAccessible(chief);

  await chief.getByRole("link", { name: "Create key" }).click();
  await expect(chief.getByLabel("Organization", { exact: true }).locator("option:checked")).toHaveText("Acme Maps");
  await expect(chief.getByLabel("Expires").locator("option")).toHaveText(["7 days", "30 days"]);
  await expect(chief.getByText("(not allowed by Acme Maps)").first()).toBeVisible();
  await chief.getByLabel("Name").fill("Inside");
  await chief.getByRole("button", { name: "Create key" }).click();
  await expect(chief.getByText("Allowed addresses must be given").first()).toBeVisible();
  await expectAccessible(chief);
  await chief.getByLabel("Allowed addresses").fill("203.0.113.7");
  await chief.getByRole("button", { name: "Create key" }).click();
  await expect(chief.getByRole("dialog")).toBeVisible();
});

test("the switcher narrows the lists, and each list says so and offers all again", async () => {
  await chief.goto("/api-keys");
  await call(chief, "POST", "/api-keys", { name: "At home", scopes: ["agents:read"] });
  await chief.getByRole("button", { name: "Organization: All organizations" }).click();
  await expectAccessible(chief);
  await chief.getByRole("menuitemradio", { name: "Acme Maps" }).click();
  await expect(chief.getByText("Keys of Acme Maps only.")).toBeVisible();
  await expect(chief.getByRole("link", { name: "Production server" })).toBeVisible();
  await expect(chief.getByRole("link", { name: "At home" })).toHaveCount(0);
  await expectAccessible(chief);
  await chief.goto("/audit-log");
  await expect(chief.getByText("Events of Acme Maps only.")).toBeVisible();
  await expect(chief.getByText("Session started")).toHaveCount(0);
  await chief.goto("/api-keys");
  await chief.getByRole("main").getByRole("button", { name: "Show all" }).click();
  await expect(chief.getByRole("link", { name: "At home" })).toBeVisible();
});

test("who is made admin sees the organization's keys; who is given it can delete it by typing its name", async ({ browser, server }) => {
  const heir = await signInAs(browser, server.origin, guest);
  await openOrganization(chief, "Acme Maps");
  await chief.getByLabel(`Role of ${guest.username}`).selectOption("admin");
  await expect(chief.getByText(`${guest.username} is admin now`, { exact: true })).toBeVisible();
  await openOrganization(heir, "Acme Maps");
  await expect(heir.getByRole("link", { name: "Production server" }).first()).toBeVisible();

  await chief.getByRole("button", { name: "Give away…" }).click();
  await expectAccessible(chief);
  await chief.getByRole("button", { name: "Give away", exact: true }).click();
  await expect(chief.getByRole("button", { name: "Delete organization…" })).toHaveCount(0);

  await heir.reload();
  await heir.getByRole("button", { name: "Delete organization…" }).click();
  await expect(heir.getByText("2 memberships")).toBeVisible();
  await expectAccessible(heir);
  await expect(heir.getByRole("button", { name: "Delete organization", exact: true })).toBeDisabled();
  await heir.getByLabel("Type “Acme Maps” to go on").fill("Acme Maps");
  await heir.getByRole("button", { name: "Delete organization", exact: true }).click();
  await expect(heir).toHaveURL(/\/organizations$/);
  await expect(heir.getByRole("main").getByText("Acme Maps")).toHaveCount(0);
  await chief.reload();
  await expect(chief.getByText("Acme Maps", { exact: true })).toHaveCount(0);
  await heir.context().close();
});

async function signInAs(browser: Browser, origin: string, account: Account): Promise<Page> {
  const page = await newPage(browser, origin);
  await page.goto("/login");
  await signIn(page, account);
  await page.waitForURL("**/dashboard");
  return page;
}
