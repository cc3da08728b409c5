import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { signUp } from "./support/account";
import { checkPage, visit } from "./support/looks";
import { OauthClient } from "./support/oauth-client";

const publicPages = ["/", "/login", "/login?error=INVALID_CREDENTIALS", "/register", "/register?error=CONFLICT&field=username", "/forgot-password", "/forgot-password?sent=1", "/reset-password?token=unknown", "/reset-password?done=1", "/verify-email", "/verify-email?sent=1", "/verify-email?token=unknown", "/verify-email?done=half_changed", "/account-deleted", "/docs", "/docs/connect", "/docs/mcp-stdio", "/docs/sign-in", "/docs/telegram", "/api/v1/auth/google", "/docs/proxies", "/docs/sdk", "/docs/cli", "/docs/gateway", "/docs/credentials", "/docs/safety", "/docs/errors", "/docs/organizations", "/docs/leaks", "/docs/audit", "/docs/webhooks", "/leaks", "/leaks?sent=1", "/leaks?error=VALIDATION_FAILED&field=secret", "/docs/limits", "/docs/reference", "/docs/reference/sign-in", "/docs/reference/api-keys", "/status", "/no/such/door"];
const portalPages = ["/dashboard", "/access", "/safety", "/webhooks", "/webhooks/new", "/api-token", "/api-keys", "/api-keys/new", "/connected-apps", "/connect", "/oauth-apps", "/oauth-apps/new", "/doctor", "/doctor/test", "/requests", "/audit-log", "/organizations", "/organizations/new", "/invitation", "/settings", "/settings/security", "/settings/sign-in", "/settings/account", "/device", "/oauth/consent", "/api-keys/key_unknown"];

// Each test walks over many pages with axe, which takes its time on a busy machine; none needs what another did.
test.describe.configure({ mode: "parallel", timeout: 300_000 });
test.use({ reducedMotion: "reduce" } as object);

for (const [part, paths] of inParts(publicPages, 4)) {
  test(`every page for everybody passes axe and fits the screen in every look, part ${part}`, async ({ page }) => {
    for (const path of paths) await visit(page, path);
  });
}

for (const [part, paths] of inParts(portalPages, 3)) {
  test(`every page of the portal passes axe and fits the screen in every look while there is nothing, part ${part}`, async ({ page }) => {
    await signUp(page);
    for (const path of paths) await visit(page, path);
  });

  test(`every page of the portal passes axe and fits the screen in every look when it is furnished, part ${part}`, async ({ page }) => {
    await signUp(page);
    await furnish(page);
    for (const path of paths) await visit(page, path);
  });
}

test("what stands behind a link of the portal passes axe", async ({ page }) => {
  await signUp(page);
  await furnish(page);
  for (const [list, link, button] of [
    ["/api-keys", "Production server", "Save changes"],
    ["/oauth-apps", "Maps dashboard", "Delete app…"],
    ["/organizations", "Ordnance", "Delete organization…"],
  ] as const) {
    await page.goto(list);
    await page.getByRole("main").getByRole("link", { name: link }).click();
    await expect(page.getByRole("button", { name: button })).toBeVisible();
    await checkPage(page);
  }
  await testAddress(page, "mcp.example.com");
  await checkPage(page);
  await testAddress(page, `${new URL(page.url()).origin}/mcp`);
  await checkPage(page);
});

test("what asks a person for an app passes axe, and so does what becomes of it", async ({ page, server }) => {
  await signUp(page);
  await askForApp(page, server.origin);
  await checkPage(page);
  await page.goto("/device?user_code=BBBB-BBBB");
  await expect(page.getByText("No device waits with this code")).toBeVisible();
  await checkPage(page);
  await askForDevice(page, server.origin);
  await checkPage(page);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("The device is connected")).toBeVisible();
  await checkPage(page);
  await page.goto("/connected-apps");
  await page.getByRole("link", { name: "Television" }).click();
  await expect(page.getByRole("button", { name: "Disconnect app…" })).toBeVisible();
  await checkPage(page);
  await page.goto("/doctor");
  await page.getByRole("main").getByRole("link", { name: "Television" }).first().click();
  await expect(page.getByText("What happened")).toBeVisible();
  await checkPage(page);
});

test("menus and dialogs pass axe", async ({ page }) => {
  await signUp(page);
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Create API token" }).click();
  await expect(page.getByText("Waiting for your first call")).toBeVisible();
  await checkPage(page);
  await page.getByRole("button", { name: "Profile menu" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await checkPage(page);
  await page.goto("/api-token");
  await page.getByRole("button", { name: "Delete…" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await checkPage(page);
  await page.goto("/api-keys/new");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await checkPage(page);
  await page.getByLabel("Name").fill("A key");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await checkPage(page);
});

/** Every n-th page each, so that two workers have something to do. */
function inParts(paths: readonly string[], count: number): [number, string[]][] {
  return Array.from({ length: count }, (_, part) => [part + 1, paths.filter((_path, index) => index % count === part)]);
}

async function testAddress(page: Page, address: string) {
  await page.goto("/doctor/test");
  await page.getByLabel("Address of the MCP server").fill(address);
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByRole("heading", { name: /^Strict clients/ })).toBeVisible();
}

async function askForApp(page: Page, origin: string) {
  const redirectUri = "https://app.example.com/callback";
  const client = await OauthClient.register(origin, { client_name: "A client with a long name for a small screen", redirect_uris: [redirectUri], client_uri: "https://app.example.com" });
  await page.goto(client.authorizeAddress(redirectUri, { scope: "agents:read", optional_scope: "conversations:write keys:write" }));
  await expect(page.getByRole("button", { name: "Allow" })).toBeVisible();
}

async function askForDevice(page: Page, origin: string) {
  const client = await OauthClient.register(origin, { client_name: "Television", grant_types: ["urn:ietf:params:oauth:grant-type:device_code"], redirect_uris: [] });
  const { json } = await client.ask("/oauth/device_authorization", { scope: "agents:read" });
  await page.goto(json["verification_uri_complete"] as string);
  await expect(page.getByRole("button", { name: "Allow" })).toBeVisible();
}

async function furnish(page: Page) {
  const keys = [
    { name: "Production server", scopes: ["agents:read", "conversations:write", "models:read", "triggers:write"], allowed_ips: ["203.0.113.0/24"], rate_limit_per_minute: 60 },
    { name: "N".repeat(100), environment: "test", expires_in: 86_400 },
  ];
  for (const data of keys) expect((await page.request.post("/api/v1/api-keys", { data })).status()).toBe(201);
  const app = { client_name: "Maps dashboard", redirect_uris: ["https://maps.example.com/callback"], token_endpoint_auth_method: "client_secret_basic" };
  expect((await page.request.post("/api/v1/oauth-clients", { data: app })).status()).toBe(201);
  expect((await page.request.post("/api/v1/users/me/api-token")).status()).toBe(201);
  await furnishOrganization(page);
}

/** A long name, somebody invited, and a policy that a key is outside of. */
async function furnishOrganization(page: Page): Promise<void> {
  const made = await page.request.post("/api/v1/organizations", { data: { name: `Ordnance${"Survey".repeat(14)}` } });
  const { id } = (await made.json()) as { id: string };
  expect((await page.request.post("/api/v1/api-keys", { data: { name: "Tile server", organization_id: id } })).status()).toBe(201);
  expect((await page.request.patch(`/api/v1/organizations/${id}`, { data: { key_addresses_required: true, allowed_key_scopes: ["models:read"] } })).status()).toBe(200);
  expect((await page.request.post(`/api/v1/organizations/${id}/invitations`, { data: { email: "grace@example.com" } })).status()).toBe(201);
}
