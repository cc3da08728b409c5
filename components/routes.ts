import type { contract } from "@/lib/contract";

export type Contract = typeof contract;

/**
 * Method and path of the routes that pages call. The contract itself would bring the whole of zod into the browser, so
 * only its types come along: they make a line here that differs from the contract a type error.
 */
export const routes = {
  updateMe: { method: "PATCH", path: "/api/v1/users/me" },
  deleteMe: { method: "DELETE", path: "/api/v1/users/me" },
  changeEmail: { method: "POST", path: "/api/v1/users/me/email" },
  verifyEmail: { method: "POST", path: "/api/v1/auth/verify-email" },
  readMail: { method: "POST", path: "/api/v1/mails/{id}/read" },
  endMySession: { method: "DELETE", path: "/api/v1/users/me/sessions/{id}" },
  unlinkIdentity: { method: "DELETE", path: "/api/v1/users/me/identities/{id}" },
  retirePreviousToken: { method: "POST", path: "/api/v1/users/me/api-token/retire-previous" },
  undoTokenRotation: { method: "POST", path: "/api/v1/users/me/api-token/undo-rotation" },
  createTelegramLinkCode: { method: "POST", path: "/api/v1/users/me/telegram/link-code" },
  updateTelegram: { method: "PATCH", path: "/api/v1/users/me/telegram" },
  getPersonalToken: { method: "GET", path: "/api/v1/users/me/api-token" },
  createPersonalToken: { method: "POST", path: "/api/v1/users/me/api-token" },
  deletePersonalToken: { method: "DELETE", path: "/api/v1/users/me/api-token" },
  revealPersonalToken: { method: "POST", path: "/api/v1/users/me/api-token/reveal" },
  createApiKey: { method: "POST", path: "/api/v1/api-keys" },
  updateApiKey: { method: "PATCH", path: "/api/v1/api-keys/{id}" },
  deleteApiKey: { method: "DELETE", path: "/api/v1/api-keys/{id}" },
  rotateApiKey: { method: "POST", path: "/api/v1/api-keys/{id}/rotate" },
  retirePreviousApiKey: { method: "POST", path: "/api/v1/api-keys/{id}/retire-previous" },
  undoApiKeyRotation: { method: "POST", path: "/api/v1/api-keys/{id}/undo-rotation" },
  updateConnectedApp: { method: "PATCH", path: "/api/v1/connected-apps/{id}" },
  revokeConnectedApp: { method: "DELETE", path: "/api/v1/connected-apps/{id}" },
  createOrganization: { method: "POST", path: "/api/v1/organizations" },
  updateOrganization: { method: "PATCH", path: "/api/v1/organizations/{id}" },
  deleteOrganization: { method: "DELETE", path: "/api/v1/organizations/{id}" },
  transferOwnership: { method: "POST", path: "/api/v1/organizations/{id}/transfer-ownership" },
  updateMember: { method: "PATCH", path: "/api/v1/organizations/{id}/members/{user_id}" },
  removeMember: { method: "DELETE", path: "/api/v1/organizations/{id}/members/{user_id}" },
  createInvitation: { method: "POST", path: "/api/v1/organizations/{id}/invitations" },
  revokeInvitation: { method: "DELETE", path: "/api/v1/organizations/{id}/invitations/{invitation_id}" },
  createOauthClient: { method: "POST", path: "/api/v1/oauth-clients" },
  updateOauthClient: { method: "PATCH", path: "/api/v1/oauth-clients/{id}" },
  deleteOauthClient: { method: "DELETE", path: "/api/v1/oauth-clients/{id}" },
  rotateClientSecret: { method: "POST", path: "/api/v1/oauth-clients/{id}/rotate-secret" },
  testMcpServer: { method: "POST", path: "/api/v1/doctor/test-server" },
  testClientDocument: { method: "POST", path: "/api/v1/doctor/test-client-document" },
  updateUser: { method: "PATCH", path: "/api/v1/users/{id}" },
  deleteUser: { method: "DELETE", path: "/api/v1/users/{id}" },
  revokeUserCredential: { method: "DELETE", path: "/api/v1/users/{id}/credentials/{credential_id}" },
  createScope: { method: "POST", path: "/api/v1/scopes" },
  updateScope: { method: "PATCH", path: "/api/v1/scopes/{name}" },
  deleteScope: { method: "DELETE", path: "/api/v1/scopes/{name}" },
  approveOauthClient: { method: "POST", path: "/api/v1/oauth-clients/{id}/approve" },
  blockOauthClient: { method: "POST", path: "/api/v1/oauth-clients/{id}/block" },
  unblockOauthClient: { method: "POST", path: "/api/v1/oauth-clients/{id}/unblock" },
  revokeOauthClientGrants: { method: "POST", path: "/api/v1/oauth-clients/{id}/revoke-grants" },
  verifyOauthClientDomain: { method: "PUT", path: "/api/v1/oauth-clients/{id}/verified-domain" },
  pruneOauthClients: { method: "POST", path: "/api/v1/oauth-client-groups/prune" },
  createInitialAccessToken: { method: "POST", path: "/api/v1/initial-access-tokens" },
  revokeInitialAccessToken: { method: "DELETE", path: "/api/v1/initial-access-tokens/{id}" },
} as const satisfies { [Name in keyof Contract]?: Pick<Contract[Name], "method" | "path"> };

export type RouteName = keyof typeof routes;
