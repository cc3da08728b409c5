import { Secret, TOTP } from "otpauth";
import { password } from "./accounts.mjs";
import { askForDevice } from "./apps.mjs";

/** What is taken: a page, who looks at it, and what is done before the picture. */
export const pages = [
  { name: "landing", path: "/", account: "nobody" },
  { name: "login", path: "/login", account: "nobody" },
  { name: "login-refused", path: "/login?error=INVALID_CREDENTIALS&next=%2Fapi-token", account: "nobody" },
  { name: "register", path: "/register", account: "nobody" },
  { name: "register-refused", path: "/register?error=CONFLICT&field=username", account: "nobody" },
  { name: "forgot-password", path: "/forgot-password", account: "nobody" },
  { name: "forgot-password-sent", path: "/forgot-password?sent=1", account: "nobody" },
  { name: "reset-password-dead", path: "/reset-password?token=unknown", account: "nobody" },
  { name: "verify-email", path: "/verify-email?token=unknown", account: "nobody" },
  { name: "account-deleted", path: "/account-deleted", account: "nobody" },
  { name: "confirm", path: "/login?next=%2Fapi-token&confirm=1", account: "ada" },
  { name: "dashboard", path: "/dashboard", account: "ada" },
  { name: "dashboard-first", path: "/dashboard", account: "max" },
  { name: "dashboard-token", path: "/dashboard", account: "long", prepare: (page) => page.getByRole("button", { name: /Reveal/ }).click() },
  { name: "profile-menu", path: "/dashboard", account: "ada", fullPage: false, prepare: (page) => page.getByRole("button", { name: "Profile menu" }).click() },
  { name: "api-token", path: "/api-token", account: "ada" },
  { name: "api-token-none", path: "/api-token", account: "max" },
  { name: "api-token-shown", path: "/api-token", account: "ada", prepare: (page) => page.getByRole("button", { name: "Reveal" }).click() },
  { name: "api-token-delete", path: "/api-token", account: "ada", fullPage: false, prepare: (page) => page.getByRole("button", { name: "Delete…" }).click() },
  { name: "api-keys", path: "/api-keys", account: "ada" },
  { name: "api-keys-none", path: "/api-keys", account: "max" },
  { name: "api-keys-long", path: "/api-keys", account: "long" },
  { name: "api-key-new", path: "/api-keys/new", account: "max" },
  { name: "api-key-new-refused", path: "/api-keys/new", account: "max", prepare: refuse },
  { name: "api-key-secret", path: "/api-keys/new", account: "ada", fullPage: false, prepare: createKey },
  { name: "api-key", path: "/api-keys", account: "ada", prepare: (page) => open(page, "Production server") },
  { name: "api-key-leaked", path: "/api-keys", account: "ada", prepare: (page) => open(page, "Leaked by accident") },
  { name: "api-key-addresses", path: "/api-keys/new", account: "ada", prepare: tryAddresses },
  { name: "api-key-long", path: "/api-keys", account: "long", prepare: (page) => open(page, "NNNNN") },
  { name: "access", path: "/access", account: "ada" },
  { name: "safety", path: "/safety", account: "ada" },
  { name: "safety-everybody", path: "/safety?of=everybody", account: "ada" },
  { name: "safety-none", path: "/safety", account: "max" },
  { name: "safety-question", path: "/safety?kind=old_secret_in_use", account: "ada", fullPage: false, prepare: (page) => page.getByRole("button", { name: /^Retire the old secret/ }).click() },
  { name: "webhooks", path: "/webhooks", account: "max" },
  { name: "webhook-new", path: "/webhooks/new", account: "ada" },
  { name: "docs-proxies", path: "/docs/proxies", account: "nobody" },
  { name: "requests", path: "/requests", account: "ada" },
  { name: "requests-open", path: "/requests?outcome=refused", account: "ada", prepare: (page) => page.locator("main summary").first().click() },
  { name: "requests-none", path: "/requests", account: "max" },
  { name: "audit-log", path: "/audit-log", account: "ada" },
  { name: "audit-log-open", path: "/audit-log?action=api_key.", account: "ada", prepare: (page) => page.locator("summary").nth(1).click() },
  { name: "audit-log-none", path: "/audit-log?action=access_token.", account: "max" },
  { name: "organizations", path: "/organizations", account: "ada" },
  { name: "organization-new", path: "/organizations/new", account: "ada" },
  { name: "organization", path: "/organizations", account: "ada", prepare: (page) => openOrganization(page, "Acme Maps") },
  { name: "organization-delete", path: "/organizations", account: "ada", fullPage: false, prepare: deleteOrganization },
  { name: "organization-personal", path: "/organizations", account: "max", prepare: (page) => openOrganization(page, "max's organization") },
  { name: "organization-switcher", path: "/dashboard", account: "ada", fullPage: false, prepare: (page) => page.getByRole("button", { name: /^Organization:/ }).click() },
  { name: "organization-key-new", path: "/organizations", account: "ada", prepare: newOrganizationKey },
  { name: "organization-member", path: "/organizations", account: "long", prepare: (page) => openOrganization(page, "Acme Maps") },
  { name: "invitation", path: "/invitation", account: "nobody", prepare: (page, { invitation }) => page.goto(invitation, { waitUntil: "networkidle" }) },
  { name: "invitation-other-account", path: "/invitation", account: "ada", prepare: (page, { invitation }) => page.goto(invitation, { waitUntil: "networkidle" }) },
  { name: "invitation-gone", path: "/invitation", account: "nobody" },
  { name: "connect", path: "/connect", account: "ada" },
  { name: "connected-apps", path: "/connected-apps", account: "ada" },
  { name: "connected-apps-none", path: "/connected-apps", account: "max" },
  { name: "connected-app", path: "/connected-apps", account: "ada", prepare: (page) => follow(page, "Claude Code") },
  { name: "connected-app-ended", path: "/connected-apps", account: "ada", prepare: (page) => follow(page, "Cursor") },
  { name: "oauth-apps", path: "/oauth-apps", account: "ada" },
  { name: "oauth-apps-none", path: "/oauth-apps", account: "max" },
  { name: "oauth-app-new", path: "/oauth-apps/new", account: "ada" },
  { name: "oauth-app", path: "/oauth-apps", account: "ada", prepare: (page) => follow(page, "Maps dashboard") },
  { name: "doctor", path: "/doctor", account: "ada" },
  { name: "doctor-none", path: "/doctor", account: "max" },
  { name: "doctor-attempt", path: "/doctor?failed=true", account: "ada", prepare: (page) => follow(page, "Parcel tracker") },
  { name: "doctor-attempt-good", path: "/doctor", account: "ada", prepare: (page) => follow(page, "Claude Code") },
  { name: "doctor-test", path: "/doctor/test", account: "ada", prepare: (page) => test(page) },
  { name: "doctor-test-wrong", path: "/doctor/test", account: "ada", prepare: (page) => test(page, "mcp.example.com") },
  { name: "consent-local", path: "/dashboard", account: "ada", prepare: (page, { consentLocal }) => page.goto(consentLocal, { waitUntil: "networkidle" }) },
  { name: "consent-web", path: "/dashboard", account: "ada", prepare: (page, { consentWeb }) => page.goto(consentWeb, { waitUntil: "networkidle" }) },
  { name: "consent-gone", path: "/oauth/consent", account: "ada" },
  { name: "consent-sign-in", path: "/login?next=%2Foauth%2Fconsent%3Frequest%3Dx&confirm=1", account: "ada" },
  { name: "consent-problem", path: "/dashboard", account: "ada", prepare: (page, { problem }) => page.goto(problem, { waitUntil: "networkidle" }) },
  { name: "device", path: "/device", account: "ada" },
  { name: "device-ask", path: "/device", account: "ada", prepare: askForDevice },
  { name: "docs-connect", path: "/docs/connect", account: "nobody" },
  { name: "second-step", path: "/login", account: "nobody", prepare: enterPassword },
  { name: "second-step-recovery", path: "/login", account: "nobody", prepare: (page) => enterPassword(page).then(() => page.getByRole("link", { name: "Use a recovery code instead" }).click()) },
  { name: "settings", path: "/settings", account: "ada" },
  { name: "security", path: "/settings/security", account: "ada" },
  { name: "security-app", path: "/settings/security", account: "ada", fullPage: false, prepare: setUpApp },
  { name: "security-on", path: "/settings/security", account: "max", prepare: confirmApp },
  { name: "admin-users", path: "/admin/users", account: "ada" },
  { name: "admin-user", path: "/admin/users?search=max", account: "ada", prepare: (page) => openUser(page, "max") },
  { name: "admin-user-delete", path: "/admin/users?search=max", account: "ada", fullPage: false, prepare: (page) => openUser(page, "max").then(() => page.getByRole("button", { name: "Delete account…" }).click()) },
  { name: "admin-organizations", path: "/admin/organizations", account: "ada" },
  { name: "admin-scopes", path: "/admin/scopes", account: "ada" },
  { name: "admin-scopes-add", path: "/admin/scopes", account: "ada", fullPage: false, prepare: (page) => page.getByRole("button", { name: "Add scope" }).click() },
  { name: "admin-clients", path: "/admin/clients", account: "ada", prepare: (page) => page.locator("main details > summary").nth(0).click() },
  { name: "admin-apis-first", path: "/admin/apis", account: "ada" },
  { name: "admin-apis-new", path: "/admin/apis/new?template=rest", account: "ada" },
  { name: "admin-apis-new-mcp", path: "/admin/apis/new?template=mcp", account: "ada", prepare: limitTools },
  { name: "admin-apis", path: "/admin/apis", account: "ada", prepare: protectApis },
  { name: "admin-api", path: "/admin/apis", account: "ada", prepare: (page) => protectApis(page).then(() => page.getByRole("main").getByRole("link", { name: "Agents", exact: true }).click()).then(() => page.getByRole("button", { name: "Check the upstream" }).click()).then(() => page.getByText("The upstream does not answer").waitFor()) },
  { name: "admin-policies", path: "/admin/policies", account: "ada" },
  { name: "admin-policies-require", path: "/admin/policies", account: "ada", fullPage: false, prepare: (page) => page.getByRole("button", { name: "Require a second factor of the role user" }).click() },
  { name: "settings-sign-in", path: "/settings/sign-in", account: "ada" },
  { name: "sign-in-refused", path: "/api/v1/auth/google?redirect_uri=https%3A%2F%2Felsewhere.example", account: "nobody" },
  { name: "docs-sign-in", path: "/docs/sign-in", account: "nobody" },
  { name: "docs-telegram", path: "/docs/telegram", account: "nobody" },
  { name: "settings-long", path: "/settings", account: "long" },
  { name: "settings-account", path: "/settings/account", account: "ada" },
  { name: "settings-account-long", path: "/settings/account", account: "long" },
  { name: "settings-account-change", path: "/settings/account", account: "max", prepare: (page) => page.getByRole("button", { name: "Change address…" }).click() },
  { name: "settings-account-delete", path: "/settings/account", account: "max", fullPage: false, prepare: (page) => page.getByRole("button", { name: "Delete account…" }).click() },
  { name: "outbox", path: "/admin/outbox", account: "ada" },
  { name: "outbox-mail", path: "/admin/outbox", account: "ada", fullPage: false, prepare: readMail },
  { name: "docs", path: "/docs", account: "nobody" },
  { name: "docs-gateway", path: "/docs/gateway", account: "nobody" },
  { name: "docs-credentials", path: "/docs/credentials", account: "nobody" },
  { name: "docs-leaks", path: "/docs/leaks", account: "nobody" },
  { name: "docs-audit", path: "/docs/audit", account: "nobody" },
  { name: "leaks", path: "/leaks", account: "nobody" },
  { name: "leaks-sent", path: "/leaks?sent=1", account: "nobody" },
  { name: "docs-organizations", path: "/docs/organizations", account: "nobody" },
  { name: "docs-errors", path: "/docs/errors", account: "nobody" },
  { name: "docs-safety", path: "/docs/safety", account: "nobody" },
  { name: "docs-limits", path: "/docs/limits", account: "nobody" },
  { name: "docs-reference", path: "/docs/reference", account: "nobody" },
  { name: "docs-reference-tag", path: "/docs/reference/personal-api-token", account: "nobody" },
  { name: "status", path: "/status", account: "nobody" },
  { name: "not-found", path: "/no/such/door", account: "nobody" },
  { name: "key-not-found", path: "/api-keys/key_unknown", account: "ada" },
];

async function openUser(page, name) {
  await page.getByRole("table").getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
}

async function tryAddresses(page) {
  await page.getByLabel("Allowed addresses").fill("10.0.0.0/8\n10.0.0.0/40\nbuild.example.com");
  await page.getByText("Try an address").click();
  await page.getByLabel("Would it pass?").fill("::ffff:10.1.2.3");
}

async function limitTools(page) {
  await page.getByLabel("Name", { exact: true }).fill("Maps for agents");
  await page.getByLabel("Prefix", { exact: true }).fill("/mcp/maps");
  await page.getByLabel("Upstream", { exact: true }).fill("http://127.0.0.1:8787/mcp");
  await page.getByRole("radio", { name: "Only these" }).check();
}

/** The first look declares them, the others find them there. */
async function protectApis(page) {
  const rules = [{ methods: ["GET"], path: "/**", scope: "agents:read" }, { methods: ["POST", "PUT", "PATCH", "DELETE"], path: "/**", scope: "agents:write", roles: ["developer"], groups: ["platform"] }, { methods: ["GET"], path: "/status", layer: 0 }];
  const headers = { origin: new URL(page.url()).origin };
  await page.request.post("/api/v1/protected-apis", { headers, data: { name: "Agents", prefix: "/api/agents", upstream: "http://127.0.0.1:9", rules } });
  await page.request.post("/api/v1/protected-apis", { headers, data: { name: "Maps for agents, with a name that needs room", prefix: "/mcp/maps", upstream: "http://127.0.0.1:8787/mcp", rules: [{ methods: ["*"], path: "/**" }], tools: [{ name: "read_*" }], is_enabled: false } });
  await page.reload({ waitUntil: "networkidle" });
}

async function createKey(page) {
  await page.getByLabel("Name").fill("Staging server");
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByRole("dialog").waitFor();
}

async function refuse(page) {
  await page.getByLabel("Allowed addresses").fill("not an address");
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByRole("alert").first().waitFor();
}

async function open(page, name) {
  await page.getByRole("link", { name }).first().click();
  await page.waitForURL(/\/api-keys\/key_/);
  await page.waitForLoadState("networkidle");
}

async function readMail(page) {
  await page.getByRole("button", { name: /^Open/ }).first().click();
  await page.getByRole("button", { name: "Show what it says" }).click();
  await page.getByRole("button", { name: "Copy link" }).waitFor();
}

async function openOrganization(page, name) {
  await page.getByRole("main").getByRole("link", { name }).click();
  await page.waitForURL(/\/organizations\/org_/);
  await page.waitForLoadState("networkidle");
}

async function deleteOrganization(page) {
  await openOrganization(page, "Acme Maps");
  await page.getByRole("button", { name: "Delete organization…" }).click();
}

async function newOrganizationKey(page) {
  await openOrganization(page, "Acme Maps");
  await page.getByRole("link", { name: "Create key" }).click();
  await page.waitForURL(/\/api-keys\/new/);
  await page.waitForLoadState("networkidle");
}

/** Opens what a list names. */
async function follow(page, name) {
  await page.getByRole("main").getByRole("link", { name }).first().click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.waitForLoadState("networkidle");
}

async function test(page, address) {
  if (address) await page.getByLabel("Address of the MCP server").fill(address);
  await page.getByRole("button", { name: "Test" }).click();
  await page.getByRole("heading", { name: /^Strict clients/ }).waitFor();
}

const codeOf = (secret, steps = 0) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });

/** A new account with an app: its password leads to the second step. */
async function enterPassword(page) {
  const username = `grace-${Date.now().toString(36)}`;
  const call = async (path, data, token) => (await page.request.post(`/api/v1/${path}`, { data, headers: token ? { authorization: `Bearer ${token}` } : {} })).json();
  const { token } = await call("auth/register", { username, email: `${username}@example.com`, password });
  await page.context().clearCookies();
  const { secret } = await call("users/me/totp", undefined, token);
  await call("users/me/totp/confirm", { code: codeOf(secret) }, token);
  await page.goto("/login");
  await page.getByLabel("Username or email").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "One more step" }).waitFor();
}

async function setUpApp(page) {
  await confirmPassword(page);
  await page.getByRole("button", { name: "Set up app" }).click();
  await page.getByRole("dialog").getByRole("img").waitFor();
}

/** Whoever signed in more than ten minutes ago is asked for the password first: on a slow machine the pictures before this one take longer. */
async function confirmPassword(page) {
  const link = page.getByRole("link", { name: "Set up app" });
  if ((await link.count()) === 0) return;
  await link.click();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.waitForURL("**/settings/security");
  await page.waitForLoadState("networkidle");
}

/** The first look sets the app up, the others find it there. */
async function confirmApp(page) {
  await confirmPassword(page);
  const setUp = page.getByRole("button", { name: "Set up app" });
  if ((await setUp.count()) === 0) return;
  await setUp.click();
  const dialog = page.getByRole("dialog");
  const secret = (await dialog.locator("code").innerText()).replaceAll(/\s/g, "");
  await dialog.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("dialog", { name: "Store your recovery codes now" }).waitFor();
  await page.getByLabel("I have stored them in a safe place").check();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByText("10 of 10 left").waitFor();
}
