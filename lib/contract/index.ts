import * as account from "./account";
import * as apiKeys from "./api-keys";
import * as audit from "./audit";
import * as auth from "./auth";
import * as connectedApps from "./connected-apps";
import type { RouteDefinition } from "./define-route";
import * as deletion from "./deletion";
import * as doctor from "./doctor";
import * as invitations from "./invitations";
import * as members from "./members";
import * as credentials from "./credentials";
import * as forwardAuth from "./forward-auth";
import * as identities from "./identities";
import * as leaks from "./leaks";
import * as mails from "./mails";
import * as oauthClients from "./oauth-clients";
import * as oauthClientsAdmin from "./oauth-clients-admin";
import * as operation from "./operation";
import * as organizationOverviews from "./organization-overviews";
import * as organizations from "./organizations";
import * as passkeys from "./passkeys";
import * as personalToken from "./personal-token";
import * as protectedApis from "./protected-apis";
import * as rolePolicies from "./role-policies";
import * as rotation from "./rotation";
import * as safety from "./safety";
import * as scopeRegistry from "./scope-registry";
import * as secondFactor from "./second-factor";
import * as userCredentials from "./user-credentials";
import * as telegram from "./telegram";
import * as usage from "./usage";
import * as users from "./users";
import * as usersAdmin from "./users-admin";
import * as webhooks from "./webhooks";

/** Every route of the product by name. What is not here does not exist; what is here must be mounted (the matrix test sees to it). */
export const contract = {
  register: auth.register,
  login: auth.login,
  logout: auth.logout,
  createToken: auth.createToken,
  revokeToken: auth.revokeToken,
  verifyMe: auth.verifyMe,
  refresh: auth.refresh,
  verifyEmail: account.verifyEmail,
  forgotPassword: account.forgotPassword,
  resetPassword: account.resetPassword,
  createApiToken: auth.createApiToken,
  listApiTokens: auth.listApiTokens,
  getApiToken: auth.getApiToken,
  updateApiToken: auth.updateApiToken,
  deleteApiToken: auth.deleteApiToken,
  getMe: users.getMe,
  updateMe: users.updateMe,
  deleteMe: account.deleteMe,
  changeEmail: account.changeEmail,
  exportMe: account.exportMe,
  listMySessions: users.listMySessions,
  endMySession: users.endMySession,
  signInWithGoogle: identities.signInWithGoogle,
  signInWithGithub: identities.signInWithGithub,
  signInWithTelegram: identities.signInWithTelegram,
  listMyIdentities: identities.listMyIdentities,
  unlinkIdentity: identities.unlinkIdentity,
  getSecondFactor: secondFactor.getSecondFactor,
  startTotp: secondFactor.startTotp,
  confirmTotp: secondFactor.confirmTotp,
  deleteTotp: secondFactor.deleteTotp,
  createRecoveryCodes: secondFactor.createRecoveryCodes,
  listPasskeys: passkeys.listPasskeys,
  startPasskey: passkeys.startPasskey,
  createPasskey: passkeys.createPasskey,
  updatePasskey: passkeys.updatePasskey,
  deletePasskey: passkeys.deletePasskey,
  createTelegramLinkCode: telegram.createTelegramLinkCode,
  updateTelegram: telegram.updateTelegram,
  getPersonalToken: personalToken.getPersonalToken,
  createPersonalToken: personalToken.createPersonalToken,
  retirePreviousToken: personalToken.retirePreviousToken,
  undoTokenRotation: personalToken.undoTokenRotation,
  deletePersonalToken: personalToken.deletePersonalToken,
  revealPersonalToken: personalToken.revealPersonalToken,
  createApiKey: apiKeys.createApiKey,
  listApiKeys: apiKeys.listApiKeys,
  getApiKey: apiKeys.getApiKey,
  updateApiKey: apiKeys.updateApiKey,
  deleteApiKey: apiKeys.deleteApiKey,
  rotateApiKey: rotation.rotateApiKey,
  retirePreviousApiKey: rotation.retirePreviousApiKey,
  undoApiKeyRotation: rotation.undoApiKeyRotation,
  verifyApiKey: apiKeys.verifyApiKey,
  listConnectedApps: connectedApps.listConnectedApps,
  getConnectedApp: connectedApps.getConnectedApp,
  updateConnectedApp: connectedApps.updateConnectedApp,
  revokeConnectedApp: connectedApps.revokeConnectedApp,
  listScopes: scopeRegistry.listScopes,
  createScope: scopeRegistry.createScope,
  updateScope: scopeRegistry.updateScope,
  deleteScope: scopeRegistry.deleteScope,
  listUsers: usersAdmin.listUsers,
  getUser: usersAdmin.getUser,
  replaceUser: usersAdmin.replaceUser,
  updateUser: usersAdmin.updateUser,
  deleteUser: usersAdmin.deleteUser,
  describeUserDeletion: deletion.describeUserDeletion,
  listUserCredentials: userCredentials.listUserCredentials,
  revokeUserCredential: userCredentials.revokeUserCredential,
  resetSecondFactor: secondFactor.resetSecondFactor,
  listRolePolicies: rolePolicies.listRolePolicies,
  updateRolePolicy: rolePolicies.updateRolePolicy,
  listOrganizations: organizations.listOrganizations,
  createOrganization: organizations.createOrganization,
  getOrganization: organizations.getOrganization,
  updateOrganization: organizations.updateOrganization,
  deleteOrganization: organizations.deleteOrganization,
  transferOwnership: members.transferOwnership,
  listOrganizationOverviews: organizationOverviews.listOrganizationOverviews,
  appointOwner: organizationOverviews.appointOwner,
  listMembers: members.listMembers,
  updateMember: members.updateMember,
  removeMember: members.removeMember,
  describeDeparture: members.describeDeparture,
  createInvitation: invitations.createInvitation,
  listInvitations: invitations.listInvitations,
  revokeInvitation: invitations.revokeInvitation,
  acceptInvitation: invitations.acceptInvitation,
  declineInvitation: invitations.declineInvitation,
  createOauthClient: oauthClients.createOauthClient,
  listOauthClients: oauthClients.listOauthClients,
  getOauthClient: oauthClients.getOauthClient,
  updateOauthClient: oauthClients.updateOauthClient,
  deleteOauthClient: oauthClients.deleteOauthClient,
  rotateClientSecret: oauthClients.rotateClientSecret,
  listOauthClientGroups: oauthClientsAdmin.listOauthClientGroups,
  pruneOauthClients: oauthClientsAdmin.pruneOauthClients,
  approveOauthClient: oauthClientsAdmin.approveOauthClient,
  blockOauthClient: oauthClientsAdmin.blockOauthClient,
  unblockOauthClient: oauthClientsAdmin.unblockOauthClient,
  revokeOauthClientGrants: oauthClientsAdmin.revokeOauthClientGrants,
  verifyOauthClientDomain: oauthClientsAdmin.verifyOauthClientDomain,
  createInitialAccessToken: oauthClientsAdmin.createInitialAccessToken,
  listInitialAccessTokens: oauthClientsAdmin.listInitialAccessTokens,
  revokeInitialAccessToken: oauthClientsAdmin.revokeInitialAccessToken,
  listConnectionAttempts: doctor.listConnectionAttempts,
  getConnectionAttempt: doctor.getConnectionAttempt,
  testMcpServer: doctor.testMcpServer,
  testClientDocument: doctor.testClientDocument,
  listMails: mails.listMails,
  readMail: mails.readMail,
  listAuditEvents: audit.listAuditEvents,
  exportAuditEvents: audit.exportAuditEvents,
  verifyAuditEvents: audit.verifyAuditEvents,
  listCredentials: credentials.listCredentials,
  updateCredential: credentials.updateCredential,
  deleteCredential: credentials.deleteCredential,
  getSafety: safety.getSafety,
  dismissFinding: safety.dismissFinding,
  restoreFinding: safety.restoreFinding,
  forwardAuth: forwardAuth.forwardAuth,
  createProtectedApi: protectedApis.createProtectedApi,
  listProtectedApis: protectedApis.listProtectedApis,
  getProtectedApi: protectedApis.getProtectedApi,
  updateProtectedApi: protectedApis.updateProtectedApi,
  deleteProtectedApi: protectedApis.deleteProtectedApi,
  checkProtectedApi: protectedApis.checkProtectedApi,
  createWebhook: webhooks.createWebhook,
  listWebhooks: webhooks.listWebhooks,
  getWebhook: webhooks.getWebhook,
  updateWebhook: webhooks.updateWebhook,
  deleteWebhook: webhooks.deleteWebhook,
  rotateWebhookSecret: webhooks.rotateWebhookSecret,
  testWebhook: webhooks.testWebhook,
  listWebhookDeliveries: webhooks.listWebhookDeliveries,
  replayWebhookDelivery: webhooks.replayWebhookDelivery,
  getApiKeyUsage: usage.getApiKeyUsage,
  listApiKeyRequests: usage.listApiKeyRequests,
  getPersonalTokenUsage: usage.getPersonalTokenUsage,
  listPersonalTokenRequests: usage.listPersonalTokenRequests,
  getConnectedAppUsage: usage.getConnectedAppUsage,
  listConnectedAppRequests: usage.listConnectedAppRequests,
  listRequests: usage.listRequests,
  exportRequests: usage.exportRequests,
  reportLeak: leaks.reportLeak,
  reportScannedLeaks: leaks.reportScannedLeaks,
  getHealth: operation.getHealth,
  getJwks: operation.getJwks,
} as const;

/** The same, for code that walks over all of them. */
export const allRoutes: readonly RouteDefinition[] = Object.values(contract);

export type { RouteDefinition } from "./define-route";
