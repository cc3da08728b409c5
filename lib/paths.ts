/** Where the pages are: the only place that spells their addresses. */
export const paths = {
  home: "/",
  login: "/login",
  loginSubmit: "/login/submit",
  register: "/register",
  registerSubmit: "/register/submit",
  logout: "/logout",
  telegramLogin: "/login/telegram",
  telegramLoginBegin: "/login/telegram/begin",
  telegramLoginState: "/login/telegram/state",
  telegramLoginFinish: "/login/telegram/finish",
  telegramWebhook: "/telegram/webhook",
  secondFactor: "/login/second-factor",
  secondFactorSubmit: "/login/second-factor/submit",
  passkeyOptions: "/login/passkey/options",
  passkeySubmit: "/login/passkey/submit",
  forgotPassword: "/forgot-password",
  forgotPasswordSubmit: "/forgot-password/submit",
  resetPassword: "/reset-password",
  resetPasswordSubmit: "/reset-password/submit",
  verifyEmail: "/verify-email",
  verifyEmailSubmit: "/verify-email/submit",
  accountDeleted: "/account-deleted",
  invitation: "/invitation",
  invitationSubmit: "/invitation/submit",
  consent: "/oauth/consent",
  consentSubmit: "/oauth/consent/submit",
  device: "/device",
  deviceSubmit: "/device/submit",
  dashboard: "/dashboard",
  access: "/access",
  safety: "/safety",
  apiToken: "/api-token",
  apiKeys: "/api-keys",
  newApiKey: "/api-keys/new",
  apiKey: (id: string) => `/api-keys/${encodeURIComponent(id)}`,
  connectedApps: "/connected-apps",
  connectedApp: (id: string) => `/connected-apps/${encodeURIComponent(id)}`,
  connect: "/connect",
  connectTo: (serverPrefix: string) => `/connect?server=${encodeURIComponent(serverPrefix)}`,
  oauthApps: "/oauth-apps",
  newOauthApp: "/oauth-apps/new",
  oauthApp: (id: string) => `/oauth-apps/${encodeURIComponent(id)}`,
  webhooks: "/webhooks",
  newWebhook: "/webhooks/new",
  webhook: (id: string) => `/webhooks/${encodeURIComponent(id)}`,
  doctor: "/doctor",
  attempt: (id: string) => `/doctor/${encodeURIComponent(id)}`,
  doctorTest: "/doctor/test",
  requests: "/requests",
  requestsOf: (credentialId: string) => `/requests?credential=${encodeURIComponent(credentialId)}`,
  requestsExport: "/api/v1/requests/export",
  auditLog: "/audit-log",
  auditExport: "/api/v1/audit-events/export",
  settings: "/settings",
  settingsSecurity: "/settings/security",
  settingsSignIn: "/settings/sign-in",
  settingsSignInLink: "/settings/sign-in/link",
  settingsAccount: "/settings/account",
  organizations: "/organizations",
  newOrganization: "/organizations/new",
  chooseOrganization: "/organizations/choose",
  organization: (id: string) => `/organizations/${encodeURIComponent(id)}`,
  adminUsers: "/admin/users",
  adminUser: (id: string) => `/admin/users/${encodeURIComponent(id)}`,
  adminOrganizations: "/admin/organizations",
  adminOrganization: (id: string) => `/admin/organizations/${encodeURIComponent(id)}`,
  adminScopes: "/admin/scopes",
  adminClients: "/admin/clients",
  adminApis: "/admin/apis",
  newAdminApi: (template?: string) => `/admin/apis/new${template === undefined ? "" : `?template=${template}`}`,
  adminApi: (id: string) => `/admin/apis/${encodeURIComponent(id)}`,
  adminOutbox: "/admin/outbox",
  adminPolicies: "/admin/policies",
  docs: "/docs",
  docsCli: "/docs/cli",
  docsConnect: "/docs/connect",
  docsCredentials: "/docs/credentials",
  docsErrors: "/docs/errors",
  docsAudit: "/docs/audit",
  docsLeaks: "/docs/leaks",
  docsSafety: "/docs/safety",
  docsGateway: "/docs/gateway",
  docsLimits: "/docs/limits",
  docsMcpStdio: "/docs/mcp-stdio",
  docsOrganizations: "/docs/organizations",
  docsProxies: "/docs/proxies",
  docsSdk: "/docs/sdk",
  docsSignIn: "/docs/sign-in",
  docsTelegram: "/docs/telegram",
  docsWebhooks: "/docs/webhooks",
  leaks: "/leaks",
  leaksSubmit: "/leaks/submit",
  reference: "/docs/reference",
  referenceTag: (slug: string) => `/docs/reference/${slug}`,
  status: "/status",
  openApi: "/openapi.json",
} as const;

/** Where an invitation's link leads. */
export function invitationPath(token: string): string {
  return `${paths.invitation}?token=${encodeURIComponent(token)}`;
}

/** The sign-in page that comes back to `next` afterwards. */
export function loginPath(next: string): string {
  return `${paths.login}?next=${encodeURIComponent(next)}`;
}

/** Where somebody makes an account, and then goes on to `next`. */
export function registerPath(next: string): string {
  return `${paths.register}?next=${encodeURIComponent(next)}`;
}

/** The second step of a sign-in. */
export function secondFactorPath(next: string | undefined, byRecoveryCode: boolean): string {
  const query = new URLSearchParams({ ...(next !== undefined && { next }), ...(byRecoveryCode && { recovery: "1" }) });
  return `${paths.secondFactor}${query.size > 0 ? "?" : ""}${query}`;
}

/** The sign-in page for somebody who took too long over the second step. */
export function signInExpiredPath(next: string | undefined): string {
  return `${paths.login}?${new URLSearchParams({ error: "CONFLICT", field: "sign_in", ...(next !== undefined && { next }) })}`;
}

/** Where somebody sets up the second factor that their role needs, and then goes on to `next`. */
export function enrolPath(next: string): string {
  return `${paths.settingsSecurity}?next=${encodeURIComponent(next)}`;
}

/** Leads to the provider, and back to `next`; `confirm` where somebody who is signed in has to prove it again. */
export function providerPath(provider: string, next: string | undefined, confirm = false): string {
  const query = new URLSearchParams({ ...(next !== undefined && { next }), ...(confirm && { confirm: "1" }) });
  return `/api/v1/auth/${provider}${query.size > 0 ? `?${query}` : ""}`;
}

/** The sign-in page for somebody who is signed in and has to prove it again. */
export function confirmPasswordPath(next: string): string {
  return `${loginPath(next)}&confirm=1`;
}
