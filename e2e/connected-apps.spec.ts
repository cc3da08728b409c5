import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { newAccount, signIn, signUp } from "./support/account";
import { listen, OauthClient, type Listener } from "./support/oauth-client";

let listener: Listener;
test.beforeEach(async () => void (listener = await listen()));
test.afterEach(() => listener.close());

const register = (origin: string, name: string) => OauthClient.register(origin, { client_name: name, redirect_uris: [listener.redirectUri] });

/** Presses Allow, and has the tokens of the code that came back to the app. */
async function allow(page: Page, client: OauthClient): Promise<{ token: string; refreshToken: string; scope: string }> {
  await page.getByRole("button", { name: "Allow" }).click();
  return takeTokens(page, client);
}

async function takeTokens(page: Page, client: OauthClient) {
  await page.waitForURL(`${listener.redirectUri}?**`);
  const { status, json } = await client.exchange(new URL(page.url()).searchParams.get("code")!, listener.redirectUri);
  expect(status).toBe(200);
  return { token: json["access_token"] as string, refreshToken: json["refresh_token"] as string, scope: json["scope"] as string };
}

test("a connection in use is narrowed and given an end; the token that the app holds follows at its next request", async ({ page, server }) => {
  await signUp(page);
  const client = await register(server.origin, "Cartographer");
  await page.goto(client.authorizeAddress(listener.redirectUri, { scope: "agents:read conversations:read" }));
  const { token } = await allow(page, client);
  expect((await client.verify(token)).json).toMatchObject({ scopes: ["agents:read", "conversations:read"] });

  await page.goto("/connected-apps");
  await page.getByRole("link", { name: "Cartographer" }).click();
  await page.getByRole("checkbox", { name: /conversations:read/ }).uncheck();
  await page.getByLabel("Name", { exact: true }).fill("Cartographer at work");
  await page.getByLabel("Time limit").selectOption({ label: "1 hour" });
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changes saved", { exact: true })).toBeVisible();
  expect((await client.verify(token)).json).toMatchObject({ scopes: ["agents:read"] });

  await page.reload();
  await expect(page.getByRole("heading", { name: "Cartographer at work" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /conversations:read/ })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: /agents:read/ })).toBeChecked();
  await expect(page.getByText(/in (59 minutes|1 hour|60 minutes)/).first()).toBeVisible();
});

test("what has ended stands under Signed out, each with its reason, and can be opened", async ({ page, server }) => {
  await signUp(page);
  for (const name of ["Left alone", "Sent away"]) {
    const client = await register(server.origin, name);
    await page.goto(client.authorizeAddress(listener.redirectUri, { scope: "agents:read" }));
    const { refreshToken } = await allow(page, client);
    if (name === "Left alone") await fetch(`${server.origin}/oauth/revoke`, { method: "POST", body: new URLSearchParams({ token: refreshToken, client_id: client.id }) });
  }
  await page.goto("/connected-apps");
  await page.getByRole("link", { name: "Sent away" }).click();
  await page.getByRole("button", { name: "Disconnect app…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page).toHaveURL(/\/connected-apps$/);

  await expect(page.getByText("No app has access to your account")).toBeVisible();
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Sent away" })).toContainText("Signed out: you disconnected it.");
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Left alone" })).toContainText("Signed out: the app signed itself out.");
  await page.getByRole("link", { name: "Left alone" }).click();
  await expect(page.getByText("Signed out: the app signed itself out.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Disconnect app…" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Save changes" })).toHaveCount(0);
});

test("a connection that is bound to a key stays within it, and ends with it", async ({ page, server }) => {
  await signUp(page);
  const headers = { origin: server.origin };
  const made = await page.request.post("/api/v1/api-keys", { headers, data: { name: "For agents", scopes: ["agents:read"], rate_limit_per_minute: 30 } });
  const { id } = (await made.json()) as { id: string };
  const client = await register(server.origin, "Bound one");
  await page.goto(client.authorizeAddress(listener.redirectUri, { scope: "agents:read conversations:read" }));
  await page.getByLabel("Bound to one of my keys").selectOption(id);
  await expect(page.getByText("Within agents:read; from anywhere, 30 calls a minute. Revoking the key ends the connection.")).toBeVisible();
  const { token } = await allow(page, client);
  expect((await client.verify(token)).json).toMatchObject({ scopes: ["agents:read"] });

  await page.goto("/connected-apps");
  await page.getByRole("link", { name: "Bound one" }).click();
  await expect(page.getByRole("link", { name: "For agents" })).toBeVisible();
  expect((await page.request.delete(`/api/v1/api-keys/${id}`, { headers })).ok()).toBe(true);
  expect((await client.verify(token)).status).toBe(401);
  await page.reload();
  await expect(page.getByText("Signed out: the key that it was bound to was revoked.")).toBeVisible();
});

test("an app on this computer is asked for each time, unless its person says otherwise", async ({ page, server }) => {
  await signUp(page);
  const client = await register(server.origin, "Regular guest");
  const address = client.authorizeAddress(listener.redirectUri, { scope: "agents:read" });
  await page.goto(address);
  await allow(page, client);
  await page.goto(address);
  await page.getByRole("checkbox", { name: /Do not ask me again for this app/ }).check();
  await allow(page, client);
  await page.goto(address);
  const { token } = await takeTokens(page, client);
  expect((await client.verify(token)).status).toBe(200);
});

test("somebody else at this browser switches the account before answering, and the connection is theirs", async ({ page, context, server }) => {
  const other = await signUp(page);
  await context.clearCookies();
  const first = await signUp(page);
  const client = await register(server.origin, "Shared desk");
  await page.goto(client.authorizeAddress(listener.redirectUri, { scope: "agents:read" }));
  await expect(page.getByText(first.email)).toBeVisible();
  await page.getByRole("button", { name: "Switch account" }).click();
  await signIn(page, other);
  await expect(page.getByRole("heading", { name: "Shared desk wants access to" })).toBeVisible();
  await expect(page.getByText(other.email)).toBeVisible();
  const { token } = await allow(page, client);
  expect((await client.verify(token)).json).toMatchObject({ user: { username: other.username } });
});

test("an app that asks for a new sign-in gets one, and the page says for whom", async ({ page, server }) => {
  const account = await signUp(page, newAccount());
  const client = await register(server.origin, "Careful bank");
  await page.goto(client.authorizeAddress(listener.redirectUri, { scope: "agents:read", prompt: "login" }));
  await expect(page.getByText("The app that wants access asks for a new sign-in.")).toBeVisible();
  await expect(page.getByLabel("Username or email")).toHaveValue(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Careful bank wants access to" })).toBeVisible();
  await allow(page, client);
});
