import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { newAccount, signIn, signUp } from "./support/account";
import { listen, OauthClient, type Listener } from "./support/oauth-client";

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

let listener: Listener;
test.beforeEach(async () => void (listener = await listen()));
test.afterEach(() => listener.close());

test("an app connects with what its person left switched on, and loses everything at the next request when it is disconnected", async ({ page, context, server }) => {
  const account = await signUp(page);
  await context.clearCookies();
  const client = await OauthClient.register(server.origin, { client_name: "Harbour pilot", redirect_uris: [listener.redirectUri] });

  await page.goto(client.authorizeAddress(listener.redirectUri, { scope: "agents:read", optional_scope: "conversations:read models:read" }));
  await expect(page).toHaveURL(/\/login\?next=/);
  await signIn(page, account);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Harbour pilot wants access to/);
  await expect(page.getByText(`The answer goes to a program on this computer, at ${new URL(listener.redirectUri).hostname}`)).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /agents:read/ })).toBeDisabled();
  await page.getByRole("checkbox", { name: /conversations:read/ }).uncheck();
  await page.getByRole("button", { name: "Allow" }).click();

  await page.waitForURL(`${listener.redirectUri}?**`);
  const answer = await listener.answer;
  expect(answer.searchParams.get("state")).toBe("the state");
  expect(answer.searchParams.get("iss")).toBe(server.origin);
  const { status, json: tokens } = await client.exchange(answer.searchParams.get("code")!, listener.redirectUri);
  expect(status).toBe(200);
  expect(tokens).toMatchObject({ token_type: "Bearer", scope: "agents:read models:read" });
  const token = tokens["access_token"] as string;
  expect((await client.verify(token)).json).toMatchObject({ valid: true, user: { username: account.username } });
  expect(await client.callMcp(token)).toBe(200);

  await page.goto("/connected-apps");
  await page.getByRole("link", { name: "Harbour pilot" }).click();
  await page.getByRole("button", { name: "Disconnect app…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page).toHaveURL(/\/connected-apps$/);
  await expect(page.getByText("No app has access to your account")).toBeVisible();
  expect((await client.verify(token)).status).toBe(401);
  expect(await client.callMcp(token)).toBe(401);
  expect(await client.refresh(tokens["refresh_token"] as string)).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("who denies sends the app away with access_denied, and nothing is connected", async ({ page, server }) => {
    await signUp(page);
    const client = await OauthClient.register(server.origin, { client_name: "Stranger", redirect_uris: [listener.redirectUri] });
    await page.goto(client.authorizeAddress(listener.redirectUri, { scope: "agents:read" }));
    await expect(page.getByRole("heading", { name: "Stranger wants access to" })).toBeVisible();
    await page.getByRole("button", { name: "Deny" }).click();
    await page.waitForURL(`${listener.redirectUri}?**`);
    const answer = await listener.answer;
    expect(Object.fromEntries(answer.searchParams)).toMatchObject({ error: "access_denied", state: "the state", iss: server.origin });
    expect(answer.searchParams.has("code")).toBe(false);
    await page.goto("/connected-apps");
    await expect(page.getByText("No app has access to your account")).toBeVisible();
  });
});

test("a device shows a code, its person types it in and allows, and the device gets tokens of that person", async ({ page, server }) => {
  const account = await signUp(page, newAccount());
  const client = await OauthClient.register(server.origin, { client_name: "Television", grant_types: [deviceGrant], redirect_uris: [] });
  const { json: started } = await client.ask("/oauth/device_authorization", { scope: "agents:read" });
  const code = started["user_code"] as string;
  expect(started["verification_uri"]).toBe(`${server.origin}/device`);

  await page.goto("/device");
  await page.getByLabel("Code").fill(code.toLowerCase().replace("-", ""));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Television on another device wants access to" })).toBeVisible();
  await expect(page.getByText(code, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("The device is connected")).toBeVisible();

  const { status, json: tokens } = await client.ask("/oauth/token", { grant_type: deviceGrant, device_code: started["device_code"] as string });
  expect(status).toBe(200);
  expect(tokens).toMatchObject({ scope: "agents:read", refresh_token: expect.any(String) });
  expect((await client.verify(tokens["access_token"] as string)).json).toMatchObject({ valid: true, user: { username: account.username } });
});

test("a confidential app shows its secret once, behind the gate, and a new one replaces it", async ({ page, server }) => {
  await signUp(page);
  await page.goto("/oauth-apps");
  await page.getByRole("link", { name: "Register app" }).first().click();
  await page.getByText("Confidential", { exact: true }).click();
  await page.getByLabel("Name").fill("Maps dashboard");
  await page.getByRole("checkbox", { name: /It acts for itself/ }).check();
  await page.getByLabel("Redirect URIs").fill("https://maps.example.com/callback");
  await page.getByRole("button", { name: "Register app" }).click();
  const first = await storeSecret(page);
  await expect(page).toHaveURL(/\/oauth-apps\/\w+$/);
  await expect(page.getByRole("heading", { name: "Maps dashboard" })).toBeVisible();
  expect(await page.content()).not.toContain(first);
  const id = (await page.locator("main code").first().textContent())!;
  expect(await tokenStatus(server.origin, id, first)).toBe(200);

  await page.getByRole("button", { name: "Replace secret…" }).click();
  await page.getByLabel("The old secret works for").selectOption("0");
  await page.getByRole("button", { name: "Make a new secret" }).click();
  const second = await storeSecret(page);
  expect(second).not.toBe(first);
  expect(await tokenStatus(server.origin, id, first)).toBe(401);
  expect(await tokenStatus(server.origin, id, second)).toBe(200);
});

/** Takes the secret out of its dialog, which does not close before somebody says that it is stored. */
async function storeSecret(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog", { name: "Store this client secret now" });
  await expect(dialog.getByRole("button", { name: "Done" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("alert")).toContainText("tick the box first");
  const secret = (await dialog.locator("code").first().textContent())!;
  await dialog.getByRole("checkbox", { name: "I have stored it" }).check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toHaveCount(0);
  return secret;
}

async function tokenStatus(origin: string, id: string, secret: string): Promise<number> {
  const headers = { authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString("base64")}` };
  const response = await fetch(`${origin}/oauth/token`, { method: "POST", headers, body: new URLSearchParams({ grant_type: "client_credentials", scope: "agents:read" }) });
  await response.text();
  return response.status;
}
