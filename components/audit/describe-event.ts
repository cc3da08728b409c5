const nouns: Record<string, string> = {
  api_key: "API key",
  credential: "Credential",
  personal_token: "Personal API token",
  api_token: "Long-lived token",
  access_token: "Access token",
  session: "Session",
  totp: "Authenticator app",
  role_policy: "Policy of a role",
  identity: "Way to sign in",
  user: "Account",
  organization: "Organization",
  organization_member: "Member",
  invitation: "Invitation",
  scope: "Scope",
  signing_key: "Signing key",
  webhook: "Webhook",
  protected_api: "Protected API",
  oauth_client: "OAuth client",
  grant: "Connected app",
  initial_access_token: "Initial access token",
};

/** `api_key.created` as a person says it: "API key created". */
export function describeAction(action: string): string {
  const [noun = "", verb = ""] = action.split(".");
  return `${nouns[noun] ?? capital(words(noun))} ${words(verb)}`.trim();
}

/** The kinds of action that the filter offers, as prefixes that the API understands. */
export const actionKinds = [
  { value: "", label: "Everything" },
  { value: "api_key.", label: "API keys" },
  { value: "personal_token.", label: "Personal API token" },
  { value: "access_token.", label: "Access tokens" },
  { value: "api_token.", label: "Long-lived tokens" },
  { value: "credential.", label: "Safety of credentials" },
  { value: "session.", label: "Sessions" },
  { value: "passkey.", label: "Passkeys" },
  { value: "totp.", label: "Authenticator app" },
  { value: "identity.", label: "Ways to sign in" },
  { value: "grant.", label: "Connected apps" },
  { value: "oauth_client.", label: "OAuth clients" },
  { value: "organization.", label: "Organizations" },
  { value: "organization_member.", label: "Members" },
  { value: "invitation.", label: "Invitations" },
  { value: "user.", label: "Accounts" },
] as const;

function words(name: string): string {
  return name.replaceAll("_", " ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
