import type { z } from "zod";
import type { contract } from "@/lib/contract";
import type { JsonSchema } from "@/lib/contract/openapi-document";

type Bodies = { [Name in keyof typeof contract as (typeof contract)[Name] extends { body: z.ZodType } ? Name : never]: (typeof contract)[Name] extends { body: infer Body extends z.ZodType } ? z.input<Body> : never };

/** A body for each route that takes one; the contract's types see to it that it would be accepted. */
export const bodySamples: Bodies = {
  register: { email: "ada@example.com", username: "ada", password: "correct horse battery staple" },
  login: { username: "ada", password: "correct horse battery staple" },
  createToken: { username: "ada", password: "correct horse battery staple", scopes: ["agents:read", "conversations:write"] },
  refresh: { refresh_token: "rt_3kY…" },
  verifyEmail: { token: "q3J9…" },
  forgotPassword: { email: "ada@example.com" },
  resetPassword: { token: "q3J9…", password: "correct horse battery staple" },
  changeEmail: { email: "ada@new.example.com" },
  deleteMe: { organizations: [{ id: "org_01kah2v1x0f8m9v7q3s5t6w8ye", transfer_to: "0199f3a2-7c1e-7b4d-9a35-2f6c1d8e4b70" }] },
  createApiToken: { name: "Deploy robot", scopes: ["agents:read"] },
  updateApiToken: { name: "Deploy robot, blue" },
  updateMe: { name: "Ada Lovelace" },
  updateTelegram: { alerts: false },
  confirmTotp: { code: "123456" },
  createPasskey: { name: "Phone", response: { id: "y2Bq…", rawId: "y2Bq…", type: "public-key", response: { clientDataJSON: "eyJ0…", attestationObject: "o2Nm…" }, clientExtensionResults: {} } },
  updatePasskey: { name: "Key ring" },
  updateRolePolicy: { second_factor_required: true },
  createApiKey: { name: "Production server", scopes: ["agents:read"], expires_in: 7_776_000, allowed_ips: ["203.0.113.7"] },
  createWebhook: { url: "https://hooks.example.com/keyhouse", events: ["api_key.*", "user.suspended"] },
  updateWebhook: { events: ["api_key.revoked"], enabled: true },
  createProtectedApi: { name: "Agents", prefix: "/api/agents", upstream: "http://agents.internal:8080", rules: [{ methods: ["GET"], path: "/**", scope: "agents:read" }, { methods: ["POST", "PATCH", "DELETE"], path: "/**", scope: "agents:write" }] },
  updateProtectedApi: { timeout_seconds: 60 },
  updateCredential: { paused: true },
  updateApiKey: { paused: true },
  createPersonalToken: { overlap_seconds: 86_400 },
  rotateApiKey: { overlap_seconds: 86_400 },
  createScope: { name: "maps:read", description: "View maps", lowest_role: "user" },
  updateScope: { description: "View maps and their layers" },
  replaceUser: { role: "developer", groups: ["maps"], suspended: false },
  updateUser: { role: "developer", groups: ["maps"] },
  updateConnectedApp: { scopes: ["agents:read"], expires_in: 604_800 },
  createOauthClient: { client_name: "Maps dashboard", redirect_uris: ["https://maps.example.com/callback"], token_endpoint_auth_method: "client_secret_basic" },
  updateOauthClient: { redirect_uris: ["https://maps.example.com/callback", "http://localhost:8787/callback"] },
  rotateClientSecret: { overlap_seconds: 86_400 },
  verifyOauthClientDomain: { domain: "app.example.com" },
  testMcpServer: { url: "https://mcp.example.com/mcp" },
  testClientDocument: { url: "https://app.example.com/oauth/client.json" },
  createOrganization: { name: "Acme" },
  updateOrganization: { longest_key_lifetime_seconds: 7_776_000, key_addresses_required: true, allowed_key_scopes: ["agents:read", "conversations:write"] },
  transferOwnership: { user_id: "0199f3a2-7c1e-7b4d-9a35-2f6c1d8e4b70" },
  appointOwner: { user_id: "0199f3a2-7c1e-7b4d-9a35-2f6c1d8e4b70" },
  updateMember: { role: "admin" },
  removeMember: { keys: "transfer" },
  deleteUser: { keys: "revoke" },
  createInvitation: { email: "grace@example.com", role: "member" },
  acceptInvitation: { token: "q7Jd…" },
  declineInvitation: { token: "q7Jd…" },
  createInitialAccessToken: { name: "Build machines", uses: 10, expires_in: 604_800 },
  reportLeak: { token: "sk_live_x7Qe…9fKa", url: "https://github.com/acme/maps/blob/main/.env" },
  reportScannedLeaks: [{ token: "sk_live_x7Qe…9fKa", type: "keyhouse_key", url: "https://github.com/acme/maps/blob/main/.env", source: "content" }],
  verifyApiKey: { key: "sk_live_…", scopes: ["agents:read"] },
};

/** A plausible answer of a route, for the reference pages. */
export function answerSample(operationId: string, schema: JsonSchema): unknown {
  return sampleOf(schema, "", { ...strings, ...ownStrings[operationId] });
}

function sampleOf(schema: JsonSchema, name: string, words: Record<string, string>): unknown {
  const [example] = (schema["examples"] as unknown[] | undefined) ?? [];
  if (example !== undefined) return example;
  if (schema["const"] !== undefined) return schema["const"];
  if (Array.isArray(schema["enum"])) return enumSample(schema["enum"], name);
  if (Array.isArray(schema["anyOf"])) return sampleOf(schema["anyOf"][0] as JsonSchema, name, words);
  if (schema["type"] === "array") return [sampleOf(schema["items"] as JsonSchema, name, words)];
  if (schema["type"] === "object") return objectSample(schema, words);
  if (schema["type"] === "boolean") return true;
  if (schema["type"] === "integer") return integers[name] ?? 100;
  return words[name] ?? (schema["format"] === "uuid" ? "0199f3a2-7c1e-7b4d-9a35-2f6c1d8e4b70" : "…");
}

function objectSample(schema: JsonSchema, words: Record<string, string>): Record<string, unknown> {
  const properties = (schema["properties"] ?? {}) as Record<string, JsonSchema>;
  const required = new Set((schema["required"] ?? []) as string[]);
  const shown = Object.entries(properties).filter(([name]) => required.has(name) || worthShowing.has(name));
  return Object.fromEntries(shown.map(([name, property]) => [name, sampleOf(property, name, words)]));
}

function enumSample(values: unknown[], name: string): unknown {
  return name === "role" && values.includes("user") ? "user" : values[0];
}

const worthShowing = new Set(["email", "expires_at", "last_used_at", "refresh_token", "hint", "next_cursor"]);

const integers: Record<string, number> = { sequence: 42, remaining: 99, reset: 1_795_339_800 };

const strings: Record<string, string> = {
  email: "ada@example.com",
  username: "ada",
  name: "Production server",
  token: "eyJhbGciOiJFUzI1NiIs…",
  refresh_token: "rt_3kY…",
  key: "sk_live_x7Qe…9fKa",
  hint: "sk_live_x7Qe...9fKa",
  scopes: "agents:read",
  groups: "maps",
  organization_id: "org_01kah2v1x0f8m9v7q3s5t6w8ye",
  id: "key_01kah2v1x0f8m9v7q3s5t6w8ye",
  allowed_ips: "203.0.113.7",
  ip: "203.0.113.7",
  user_agent: "curl/8.14.1",
  version: "0.1.0",
  kind: "api_key",
  type: "api_key",
  action: "api_key.created",
  description: "View agents",
  hash: "9f2c…",
  created_by: "ada",
};

const apiToken = { id: "tok_01kah2v1x0f8m9v7q3s5t6w8ye", name: "Deploy robot" };
const personalToken = { id: "tok_01kah2v1x0f8m9v7q3s5t6w8ye", token: "sk_live_x7Qe…9fKa" };
const oauthClient = {
  id: "client_01kah2v1x0f8m9v7q3s5t6w8ye",
  client_id: "client_01kah2v1x0f8m9v7q3s5t6w8ye",
  client_name: "Map viewer",
  client_secret: "sk_cs_x7Qe…9fKa",
  redirect_uris: "https://maps.example.com/callback",
  grant_types: "authorization_code",
  response_types: "code",
};
const initialAccessToken = { id: "iat_01kah2v1x0f8m9v7q3s5t6w8ye", name: "Build servers", hint: "sk_iat_x7Qe...9fKa", token: "sk_iat_x7Qe…9fKa" };
const organization = { id: "org_01kah2v1x0f8m9v7q3s5t6w8ye", name: "ada's organization", allowed_key_scopes: "agents:read" };
const member = { username: "grace", name: "Grace Hopper", email: "grace@example.com" };
const invitation = { id: "inv_01kah2v1x0f8m9v7q3s5t6w8ye", email: "grace@example.com", username: "ada" };

/** Where a name means something else than it usually does. */
const ownStrings: Record<string, Record<string, string>> = {
  createToken: apiToken,
  createApiToken: apiToken,
  listApiTokens: apiToken,
  getApiToken: apiToken,
  updateApiToken: apiToken,
  getMe: organization,
  updateMe: organization,
  listMySessions: { id: "ses_01kah2v1x0f8m9v7q3s5t6w8ye" },
  getPersonalToken: personalToken,
  createPersonalToken: personalToken,
  revealPersonalToken: personalToken,
  createOauthClient: oauthClient,
  listOauthClients: oauthClient,
  getOauthClient: oauthClient,
  updateOauthClient: oauthClient,
  rotateClientSecret: oauthClient,
  approveOauthClient: oauthClient,
  blockOauthClient: oauthClient,
  unblockOauthClient: oauthClient,
  verifyOauthClientDomain: oauthClient,
  listOauthClientGroups: oauthClient,
  createInitialAccessToken: initialAccessToken,
  listInitialAccessTokens: initialAccessToken,
  listScopes: { name: "agents:read" },
  listUserCredentials: { client_id: "client_01kah2v1x0f8m9v7q3s5t6w8ye" },
  listOrganizations: organization,
  createOrganization: organization,
  getOrganization: organization,
  updateOrganization: organization,
  acceptInvitation: organization,
  listMembers: member,
  updateMember: member,
  transferOwnership: member,
  createInvitation: invitation,
  listInvitations: invitation,
  listAuditEvents: { id: "evt_01kah2v1x0f8m9v7q3s5t6w8ye", kind: "session" },
};
