import type { contract } from "@/lib/contract";
import { db } from "@/lib/db/client";
import { connectApp } from "./connect-app";
import { newId } from "@/lib/ids";
import { queueMail } from "@/lib/mail/queue";
import { issueSecret } from "@/lib/single-use/issue";
import { recordStep } from "@/lib/oauth/doctor/record";
import { goodPassword, type House, type Person } from "./house";
import { newInvitation, newOrganization, organizationPaths } from "./organization-samples";
import { addPasskey, codeOf, newPasskeyBody, withTotp } from "./second-factors";

export type RouteName = keyof typeof contract;

/** How a route is called so that it succeeds. A route that is missing here is unclassified, and the matrix does not compile. */
export type Sample = {
  /** Only administrators may. */
  asAdmin?: boolean;
  /** Administrators reach what is somebody else's, too; without it they are answered like any stranger. */
  adminReaches?: boolean;
  /** Path parameter: makes something of this person's and returns its id; a list where the path has several. */
  id?: (house: House, owner: Person) => Promise<SampleId> | SampleId;
  body?: (house: House, owner: Person) => Promise<unknown> | unknown;
};

export type SampleId = string | string[];

const newApiKey = async (house: House, owner: Person, body: object = {}) =>
  (await house.send("POST", "/api/v1/api-keys", { token: owner.token, body: { name: "A key", ...body } })).json as { id: string; key: string };

const apiKeyId = async (house: House, owner: Person) => (await newApiKey(house, owner)).id;

const rotatedKeyId = async (house: House, owner: Person) => {
  const { id } = await newApiKey(house, owner);
  await house.send("POST", `/api/v1/api-keys/${id}/rotate`, { token: owner.token, body: { overlap_seconds: 60 } });
  return id;
};

const rotatePersonalToken = async (house: House, { token }: Person) => {
  for (const overlap_seconds of [0, 60]) await house.send("POST", "/api/v1/users/me/api-token", { token, body: { overlap_seconds } });
  return undefined;
};

const webhook = { url: "http://127.0.0.1:9/hooks", events: ["api_key.*"] };
const webhookId = async (house: House, { token }: Person) => ((await house.send("POST", "/api/v1/webhooks", { token, body: webhook })).json as { id: string }).id;
const deliveryId = async (house: House, owner: Person) => {
  const id = await webhookId(house, owner);
  const { delivery_id } = (await house.send("POST", `/api/v1/webhooks/${id}/test`, { token: owner.token })).json as { delivery_id: string };
  return [id, delivery_id];
};

const dismissedFinding = async (house: House, owner: Person) => {
  const id = await apiKeyId(house, owner);
  await house.send("PUT", `/api/v1/credentials/${id}/dismissed-findings/never_expires`, { token: owner.token });
  return [id, "never_expires"];
};

const apiTokenId = async (house: House, owner: Person) =>
  ((await house.send("POST", "/api/v1/auth/tokens", { token: owner.token, body: { name: "A token" } })).json as { api_token: { id: string } }).api_token.id;

const otherSessionId = async (house: House, owner: Person) => {
  await house.send("POST", "/api/v1/auth/login", { body: { username: owner.username, password: goodPassword } });
  const sessions = (await house.send("GET", "/api/v1/users/me/sessions", { token: owner.token })).json as { data: { id: string; current: boolean }[] };
  return sessions.data.find((session) => !session.current)!.id;
};

const redirect = { redirect_uris: ["http://localhost:8787/callback"] };
const oauthClientId = async (house: House, { token }: Person, body: object = {}) =>
  ((await house.send("POST", "/api/v1/oauth-clients", { token, body: { client_name: "An app", ...redirect, ...body } })).json as { id: string }).id;
const confidentialClientId = (house: House, owner: Person) => oauthClientId(house, owner, { token_endpoint_auth_method: "client_secret_basic" });

/** A client that registered itself, in the state that an administrator finds it in. */
const dynamicClientId = (status: string) => async (house: House) => {
  const { client_id } = (await house.send("POST", "/oauth/register", { body: redirect, from: `10.9.${++scopes % 250}.1` })).json as { client_id: string };
  await db().oauthClient.update({ where: { clientId: client_id }, data: { status } });
  return client_id;
};

const attemptId = (_house: House, owner: Person) =>
  recordStep({ step: "sign_in", succeeded: true, userId: owner.id, attemptId: newId("att"), caller: { requestId: newId("req"), ip: "192.0.2.1", userAgent: undefined } });

const initialAccessTokenId = async (house: House, { token }: Person) =>
  ((await house.send("POST", "/api/v1/initial-access-tokens", { token, body: { name: "For a test" } })).json as { id: string }).id;

const connectedAppId = async (_house: House, owner: Person) => (await connectApp(owner)).grantId;

/** Its owner is suspended, so that nobody can act for it. */
const ownerlessOrganizationId = async (house: House) => {
  const former = await house.signUp();
  const id = await newOrganization(house, former);
  await db().user.update({ where: { id: former.id }, data: { suspendedAt: new Date() } });
  return id;
};

const organizationId = (house: House, owner: Person) => newOrganization(house, owner);

/** To whom a person's organization may be given. */
const newOwners = new Map<string, string>();
const ownOrganizationWithMember = async (house: House, owner: Person) => {
  const [id, member] = await organizationPaths.otherMember(house, owner);
  newOwners.set(owner.id, member);
  return id;
};

const identityId = async (_house: House, owner: Person) =>
  (await db().identity.create({ data: { id: newId("idn"), userId: owner.id, provider: "github", issuer: "https://github.com", subject: owner.id } })).id;

const passkeyId = async (house: House, owner: Person) => (await addPasskey(house, owner)).id;
const newTotpCode = async (house: House, { token }: Person) => ({ code: codeOf(((await house.send("POST", "/api/v1/users/me/totp", { token })).json as { secret: string }).secret) });

let telegramPeople = 0;
const linkTelegram = ({ id: userId }: Person) =>
  db().identity.createMany({ data: [{ id: newId("idn"), userId, provider: "telegram", issuer: "https://telegram.org", subject: String(++telegramPeople) }], skipDuplicates: true });

let scopes = 0;
const newScopeName = () => `maps${++scopes}:read`;
const ownScope = async (house: House, { token }: Person) =>
  ((await house.send("POST", "/api/v1/scopes", { token, body: { name: newScopeName(), description: "See the maps" } })).json as { name: string }).name;

const mailId = (_house: House, { email }: Person) =>
  db().$transaction((tx) => queueMail(tx, { kind: "notice", to: email, message: { subject: "A mail", heading: "A mail", paragraphs: [] } }));

const resetToken = (_house: House, { id, email }: Person) => db().$transaction((tx) => issueSecret(tx, { purpose: "reset_password", lifetimeSeconds: 60, userId: id, email }));

let protectedApis = 0;
const newProtectedApi = () => ({ name: "Maps", prefix: `/api/maps-${++protectedApis}`, upstream: "http://127.0.0.1:9", rules: [{ methods: ["GET"], path: "/**" }] });
const protectedApiId = async () => (await db().protectedApi.create({ data: { id: newId("api"), ...newProtectedApi() } })).id;

export const samples: Record<RouteName, Sample> = {
  register: { body: (_house, { username }) => ({ email: `again-${username}@example.com`, password: goodPassword }) },
  login: { body: (_house, { username }) => ({ username, password: goodPassword }) },
  logout: {},
  createToken: { body: (_house, { email }) => ({ email, password: goodPassword, scopes: ["agents:read"] }) },
  revokeToken: {},
  verifyMe: {},
  refresh: { body: (_house, { refreshToken }) => ({ refresh_token: refreshToken }) },
  verifyEmail: { body: (_house, { email }) => ({ email }) },
  forgotPassword: { body: (_house, { email }) => ({ email }) },
  resetPassword: { body: async (house, person) => ({ token: await resetToken(house, person), password: "another-good-password-of-mine" }) },
  createApiToken: { body: () => ({ name: "A token" }) },
  listApiTokens: {},
  getApiToken: { id: apiTokenId },
  updateApiToken: { id: apiTokenId, body: () => ({ name: "Another name" }) },
  deleteApiToken: { id: apiTokenId },
  getMe: {},
  updateMe: { body: () => ({ name: "Ada" }) },
  deleteMe: {},
  changeEmail: { body: (_house, { username }) => ({ email: `new-${username}@example.com` }) },
  exportMe: {},
  listMySessions: {},
  endMySession: { id: otherSessionId },
  signInWithGoogle: {},
  signInWithGithub: {},
  signInWithTelegram: {},
  listMyIdentities: {},
  unlinkIdentity: { id: identityId },
  getSecondFactor: {},
  startTotp: {},
  confirmTotp: { body: newTotpCode },
  deleteTotp: { id: withTotp },
  createRecoveryCodes: { id: withTotp },
  listPasskeys: {},
  startPasskey: {},
  createPasskey: { body: (house, owner) => newPasskeyBody(house, owner) },
  updatePasskey: { id: passkeyId, body: () => ({ name: "Key ring" }) },
  deletePasskey: { id: passkeyId },
  createTelegramLinkCode: {},
  updateTelegram: { body: async (_house, owner) => (await linkTelegram(owner), { alerts: false }) },
  getPersonalToken: {},
  createPersonalToken: {},
  retirePreviousToken: { body: rotatePersonalToken },
  undoTokenRotation: { body: rotatePersonalToken },
  deletePersonalToken: {},
  revealPersonalToken: {},
  createApiKey: { body: () => ({ name: "A key" }) },
  listApiKeys: {},
  getApiKey: { id: apiKeyId },
  updateApiKey: { id: apiKeyId, body: () => ({ paused: true }) },
  deleteApiKey: { id: apiKeyId },
  rotateApiKey: { id: apiKeyId, body: () => ({ overlap_seconds: 60 }) },
  retirePreviousApiKey: { id: rotatedKeyId },
  undoApiKeyRotation: { id: rotatedKeyId },
  verifyApiKey: { asAdmin: true, body: async (house, owner) => ({ key: (await newApiKey(house, owner)).key }) },
  listConnectedApps: {},
  getConnectedApp: { id: connectedAppId },
  updateConnectedApp: { id: connectedAppId, body: () => ({ scopes: ["keys:read"] }) },
  revokeConnectedApp: { id: connectedAppId },
  listScopes: {},
  createScope: { asAdmin: true, body: () => ({ name: newScopeName(), description: "See the maps" }) },
  updateScope: { asAdmin: true, id: () => "agents:read", body: () => ({ description: "View agents" }) },
  deleteScope: { asAdmin: true, id: ownScope },
  listUsers: { asAdmin: true },
  getUser: { asAdmin: true, id: (_house, owner) => owner.id },
  replaceUser: { asAdmin: true, id: (_house, owner) => owner.id, body: () => ({ role: "developer", groups: ["engineering", "platform"] }) },
  updateUser: { asAdmin: true, id: (_house, owner) => owner.id, body: () => ({ groups: [] }) },
  deleteUser: { asAdmin: true, id: (_house, owner) => owner.id },
  describeUserDeletion: { asAdmin: true, id: (_house, owner) => owner.id },
  listUserCredentials: { asAdmin: true, id: (_house, owner) => owner.id },
  revokeUserCredential: { asAdmin: true, id: async (_house, owner) => [owner.id, (await connectApp(owner)).grantId] },
  resetSecondFactor: { asAdmin: true, id: (_house, owner) => owner.id },
  listRolePolicies: { asAdmin: true },
  updateRolePolicy: { asAdmin: true, id: () => "viewer", body: () => ({ second_factor_required: false }) },
  listOrganizations: {},
  createOrganization: { body: () => ({ name: "Acme" }) },
  getOrganization: { id: organizationId },
  updateOrganization: { id: organizationId, body: () => ({ name: "Acme Maps" }) },
  deleteOrganization: { id: organizationId },
  listOrganizationOverviews: { asAdmin: true },
  appointOwner: { asAdmin: true, id: ownerlessOrganizationId, body: (_house, owner) => ({ user_id: owner.id }) },
  transferOwnership: { id: ownOrganizationWithMember, body: (_house, owner) => ({ user_id: newOwners.get(owner.id) ?? owner.id }) },
  listMembers: { adminReaches: true, id: organizationId },
  updateMember: { adminReaches: true, id: organizationPaths.otherMember, body: () => ({ role: "admin" }) },
  describeDeparture: { adminReaches: true, id: organizationPaths.otherMember },
  removeMember: { adminReaches: true, id: organizationPaths.membershipOf },
  createInvitation: { id: organizationId, body: () => ({ email: "grace@example.com" }) },
  listInvitations: { id: organizationId },
  revokeInvitation: { id: organizationPaths.invitation },
  acceptInvitation: { body: async (house, { email }) => ({ token: (await newInvitation(await newOrganization(house, await house.signUp()), email)).token }) },
  declineInvitation: { body: async (house, owner) => ({ token: (await newInvitation(await newOrganization(house, owner), "grace@example.com")).token }) },
  createOauthClient: { body: () => ({ client_name: "An app", ...redirect }) },
  listOauthClients: {},
  getOauthClient: { adminReaches: true, id: oauthClientId },
  updateOauthClient: { id: oauthClientId, body: () => ({ client_name: "Another name" }) },
  deleteOauthClient: { adminReaches: true, id: oauthClientId },
  rotateClientSecret: { id: confidentialClientId },
  listOauthClientGroups: { asAdmin: true },
  pruneOauthClients: { asAdmin: true },
  approveOauthClient: { asAdmin: true, id: dynamicClientId("pending") },
  blockOauthClient: { asAdmin: true, id: dynamicClientId("active") },
  unblockOauthClient: { asAdmin: true, id: dynamicClientId("blocked") },
  revokeOauthClientGrants: { asAdmin: true, id: dynamicClientId("active") },
  verifyOauthClientDomain: { asAdmin: true, id: dynamicClientId("active"), body: () => ({ domain: "app.example.com" }) },
  createInitialAccessToken: { asAdmin: true, body: () => ({ name: "For a test" }) },
  listInitialAccessTokens: { asAdmin: true },
  revokeInitialAccessToken: { asAdmin: true, id: initialAccessTokenId },
  listConnectionAttempts: {},
  getConnectionAttempt: { adminReaches: true, id: attemptId },
  testMcpServer: { body: () => ({ url: "http://localhost:1/mcp" }) },
  testClientDocument: { body: () => ({ url: "http://localhost:1/client.json" }) },
  listMails: { asAdmin: true },
  readMail: { asAdmin: true, id: mailId },
  exportAuditEvents: {},
  verifyAuditEvents: { asAdmin: true },
  listAuditEvents: {},
  listCredentials: {},
  updateCredential: { adminReaches: true, id: apiKeyId, body: () => ({ paused: true }) },
  deleteCredential: { adminReaches: true, id: apiKeyId },
  getSafety: {},
  dismissFinding: { id: async (house, owner) => [await apiKeyId(house, owner), "never_expires"] },
  restoreFinding: { id: dismissedFinding },
  forwardAuth: {},
  createProtectedApi: { asAdmin: true, body: newProtectedApi },
  listProtectedApis: { asAdmin: true },
  getProtectedApi: { asAdmin: true, id: protectedApiId },
  updateProtectedApi: { asAdmin: true, id: protectedApiId, body: () => ({ is_enabled: false }) },
  deleteProtectedApi: { asAdmin: true, id: protectedApiId },
  checkProtectedApi: { asAdmin: true, id: protectedApiId },
  createWebhook: { body: () => webhook },
  listWebhooks: {},
  getWebhook: { id: webhookId },
  updateWebhook: { id: webhookId, body: () => ({ enabled: false }) },
  deleteWebhook: { id: webhookId },
  rotateWebhookSecret: { id: webhookId },
  testWebhook: { id: webhookId },
  listWebhookDeliveries: { id: webhookId },
  replayWebhookDelivery: { id: deliveryId },
  getApiKeyUsage: { id: apiKeyId },
  listApiKeyRequests: { id: apiKeyId },
  getPersonalTokenUsage: {},
  listPersonalTokenRequests: {},
  getConnectedAppUsage: { id: connectedAppId },
  listConnectedAppRequests: { id: connectedAppId },
  listRequests: {},
  exportRequests: {},
  reportLeak: { body: () => ({ token: "sk_live_unknown" }) },
  reportScannedLeaks: { body: () => [{ token: "sk_live_unknown", type: "keyhouse_key", url: "https://example.com/a", source: "commit" }] },
  getHealth: {},
  getJwks: {},
};
