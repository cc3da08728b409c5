import { connectApps } from "./apps.mjs";

const longAddress = `${"a-very-long-mailbox-name".repeat(2)}@subdomain.of-a-long-domain.example.com`;
export const password = "brass-key-under-the-mat";

/** Links that were mailed meanwhile, or that apps open, for pages that are reached by one. */
export const links = {};

/** An account with a life behind it, signed in once: its cookies serve all looks. */
export const signUpAda = (browser, origin) => signUp(browser, origin, { email: "ada@example.com", username: "ada" }, furnish);

/** `max` has just signed up; the names of `long` are as long as they may be. */
export async function signUpOthers(browser, origin) {
  return {
    max: await signUp(browser, origin, { email: "max@example.com", username: "max" }),
    long: await signUp(browser, origin, { email: longAddress, username: "a".repeat(50) }, furnishLong),
  };
}

/** Signs up and, given `furnishAccount`, moves in; returns the cookies. */
export async function signUp(browser, origin, { email, username }, furnishAccount) {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await page.goto("/register");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/dashboard");
  await furnishAccount?.(caller(page), origin, page);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Calls the API as the portal's pages do, with the session cookie. */
function caller(page) {
  return (method, path, body) =>
    page.evaluate(
      async (call) => {
        const headers = call.body ? { "content-type": "application/json" } : {};
        const response = await fetch(`/api/v1${call.path}`, { method: call.method, headers, body: call.body ? JSON.stringify(call.body) : undefined });
        if (!response.ok) throw new Error(`${call.method} ${call.path} answered ${response.status}: ${await response.text()}`);
        return response.json();
      },
      { method, path, body },
    );
}

async function furnish(call, origin, page) {
  const use = (secret) => fetch(`${origin}/api/v1/auth/verify`, { headers: { authorization: `Bearer ${secret}`, "user-agent": "curl/8.14.1" } });
  const day = 86_400;
  await call("PATCH", "/users/me", { name: "Ada Lovelace" });
  await use((await call("POST", "/users/me/api-token")).token);
  const server = await call("POST", "/api-keys", { name: "Production server", scopes: ["agents:read", "agents:write", "conversations:write", "models:read"], expires_in: 365 * day, allowed_ips: ["127.0.0.1", "::1", "203.0.113.0/24"], rate_limit_per_minute: 600 });
  await use(server.key);
  await callAbout(origin, server.key);
  await use((await call("POST", "/api-keys", { name: "Nightly tests", environment: "test", scopes: ["agents:read", "conversations:read"], expires_in: 90 * day })).key);
  await call("POST", "/api-keys", { name: "Claude on the build machine", scopes: ["conversations:write", "triggers:read"], expires_in: 30 * day });
  const laptop = await call("POST", "/api-keys", { name: "Old laptop", scopes: ["models:read"] });
  await call("PATCH", `/api-keys/${laptop.id}`, { paused: true });
  const leaked = await call("POST", "/api-keys", { name: "Leaked by accident", scopes: ["models:read"] });
  await fetch(`${origin}/api/v1/leaks`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token: leaked.key, url: "https://github.com/acme/maps/blob/main/.env", note: "Found by a scanner of ours." }) });
  await fetch(`${origin}/api/v1/auth/login`, { method: "POST", headers: { "content-type": "application/json", "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1" }, body: JSON.stringify({ username: "ada", password }) });
  await furnishOrganization(call);
  await furnishFindings(call, origin, use);
  Object.assign(links, await connectApps(page, call, origin));
  // Last use is written in batches, at most a second late.
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

/** Calls of several kinds, some of them refused, as a request log has them. */
async function callAbout(origin, key) {
  const get = (path, agent) => fetch(`${origin}/api/v1${path}`, { headers: { "x-api-key": key, "user-agent": agent } });
  for (let call = 0; call < 9; call++) await get("/forward-auth?scope=agents:read", "maps-server/2.4");
  for (let call = 0; call < 4; call++) await get("/forward-auth?scope=conversations:write", "python-requests/2.32");
  for (const path of ["/scopes", "/api-keys", "/forward-auth?scope=triggers:read"]) await get(path, "node");
}

/** Something to look at: an old secret that is still called with, and a key that is called from everywhere. */
async function furnishFindings(call, origin, use) {
  const lasting = { scopes: ["models:read"], expires_in: 365 * 86_400 };
  const worker = await call("POST", "/api-keys", { name: "Map renderer", ...lasting });
  await call("POST", `/api-keys/${worker.id}/rotate`, { overlap_seconds: 7 * 86_400 });
  await use(worker.key);
  const shared = await call("POST", "/api-keys", { name: "Notebook of the workshop", ...lasting });
  const guard = await call("POST", "/api-keys", { name: "Tile API", ...lasting, scopes: ["tokens:verify"] });
  for (let network = 1; network <= 12; network++) {
    const headers = { authorization: `Bearer ${guard.key}`, "content-type": "application/json", "user-agent": "tile-api/1.0" };
    await fetch(`${origin}/api/v1/api-keys/verify`, { method: "POST", headers, body: JSON.stringify({ key: shared.key, ip: `198.51.${network}.${20 + network}` }) });
  }
}

/** An organization with somebody invited, a policy, and a key from before it. */
async function furnishOrganization(call) {
  const { id } = await call("POST", "/organizations", { name: "Acme Maps" });
  await call("POST", "/api-keys", { name: "Tile server", organization_id: id, scopes: ["agents:read", "conversations:write"] });
  await call("PATCH", `/organizations/${id}`, { longest_key_lifetime_seconds: 90 * 86_400, key_addresses_required: true, allowed_key_scopes: ["conversations:write", "models:read"] });
  links.invitation = await invite(call, id, "grace@example.com", "admin");
  links.forLong = await invite(call, id, longAddress, "member");
}

async function invite(call, id, email, role) {
  await call("POST", `/organizations/${id}/invitations`, { email, role });
  const { data } = await call("GET", "/mails");
  return (await call("POST", `/mails/${data.find(({ to }) => to === email).id}/read`)).link;
}

async function furnishLong(call) {
  await call("POST", "/invitations/accept", { token: new URL(links.forLong).searchParams.get("token") });
  await call("PATCH", "/users/me", { name: "Maximiliane-Charlotte von und zu Hohenlohe-Waldenburg-Schillingsfürst und Umgebung am See, Teil 2" });
  await call("POST", "/users/me/api-token");
  await call("POST", "/api-keys", { name: "N".repeat(100), scopes: ["conversations:write", "triggers:write", "keys:read", "organizations:write", "audit:read"] });
  await call("POST", "/api-keys", { name: "A service whose name somebody thought about for a very long time, and then wrote down in full", scopes: ["agents:read"] });
}
