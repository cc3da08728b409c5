import { createHash, randomBytes } from "node:crypto";

const callback = "http://localhost:33418/callback";

/** Apps in each state: connected and used, sent away, registered by hand, and one that never got in. Returns where their pages begin. */
export async function connectApps(page, call, origin) {
  await page.context().route(`${callback}*`, (route) => route.fulfill({ body: "Back at the app" }));
  const claude = await register(origin, { client_name: "Claude Code", client_uri: "https://claude.ai", redirect_uris: [callback] });
  const token = await connect(page, origin, claude, "agents:read conversations:write keys:read");
  for (let calls = 0; calls < 3; calls++) await fetch(`${origin}/api/v1/auth/verify`, { headers: { authorization: `Bearer ${token}`, "user-agent": "claude-code/2.4" } });
  await connect(page, origin, await register(origin, { client_name: "Cursor", redirect_uris: [callback] }), "agents:read");
  const { data } = await call("GET", "/connected-apps");
  await call("DELETE", `/connected-apps/${data.find(({ name }) => name === "Cursor").id}`);

  const lost = await register(origin, { client_name: "Parcel tracker", redirect_uris: ["https://parcel.example.com/callback"] });
  const problem = authorizeAddress(origin, lost, { redirect_uri: "https://parcel.example.com/other" }).href;
  await page.goto(problem);
  // calls of the portal are made from its pages
  await page.goto("/dashboard");
  await call("POST", "/oauth-clients", { client_name: "Maps dashboard", redirect_uris: ["https://maps.example.com/callback"], token_endpoint_auth_method: "client_secret_basic", grant_types: ["authorization_code", "refresh_token", "client_credentials"] });

  const consentLocal = authorizeAddress(origin, claude, { redirect_uri: callback, scope: "agents:read", optional_scope: "conversations:write keys:write models:read" }).href;
  const web = await register(origin, { client_name: "A client with a long name for a small screen", client_uri: "https://app.example.com", redirect_uris: ["https://app.example.com/callback"] });
  const consentWeb = authorizeAddress(origin, web, { redirect_uri: "https://app.example.com/callback", scope: "conversations:read" }).href;
  const television = await register(origin, { client_name: "Television", grant_types: ["urn:ietf:params:oauth:grant-type:device_code"], redirect_uris: [] });
  return { problem, consentLocal, consentWeb, device: television.client_id };
}

/** A device asks for a code, and the page that its person opens is opened. */
export async function askForDevice(page, { device }) {
  const { origin } = new URL(page.url());
  const response = await fetch(`${origin}/oauth/device_authorization`, { method: "POST", headers: { "user-agent": "Television/9" }, body: new URLSearchParams({ client_id: device, scope: "agents:read" }) });
  await page.goto((await response.json()).verification_uri_complete, { waitUntil: "networkidle" });
}

async function register(origin, metadata) {
  const response = await fetch(`${origin}/oauth/register`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token_endpoint_auth_method: "none", ...metadata }) });
  return { ...(await response.json()), verifier: randomBytes(32).toString("base64url") };
}

function authorizeAddress(origin, { client_id, verifier }, fields) {
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  return new URL(`${origin}/oauth/authorize?${new URLSearchParams({ response_type: "code", client_id, code_challenge: challenge, code_challenge_method: "S256", state: "1", ...fields })}`);
}

async function connect(page, origin, client, scope) {
  await page.goto(authorizeAddress(origin, client, { redirect_uri: callback, scope }).href);
  await page.getByRole("button", { name: "Allow" }).click();
  await page.waitForURL(`${callback}**`);
  const code = new URL(page.url()).searchParams.get("code");
  const response = await fetch(`${origin}/oauth/token`, { method: "POST", body: new URLSearchParams({ grant_type: "authorization_code", client_id: client.client_id, code, redirect_uri: callback, code_verifier: client.verifier }) });
  await page.goto("/dashboard");
  return (await response.json()).access_token;
}
