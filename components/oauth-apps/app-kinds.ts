import type { CreateOauthClientBody, OauthClientView } from "@/lib/contract/oauth-clients";

export const appKinds = [
  { value: "public", label: "Public", hint: "Runs on people’s own machines or in their browsers and cannot keep a secret: PKCE protects it." },
  { value: "confidential", label: "Confidential", hint: "Runs on a server of yours and proves itself with a secret." },
] as const;
export type AppKind = (typeof appKinds)[number]["value"];

type GrantType = NonNullable<CreateOauthClientBody["grant_types"]>[number];

/** What an app can be for, in words. The refresh token comes with the first two. */
export const grantChoices: readonly { value: GrantType; label: string; hint: string; confidentialOnly: boolean }[] = [
  { value: "authorization_code", label: "People connect it in the browser", hint: "authorization code with PKCE", confidentialOnly: false },
  { value: "urn:ietf:params:oauth:grant-type:device_code", label: "People connect it by a code, without a browser on the device", hint: "device code", confidentialOnly: false },
  { value: "client_credentials", label: "It acts for itself, as me", hint: "client credentials", confidentialOnly: true },
  { value: "urn:ietf:params:oauth:grant-type:token-exchange", label: "It hands narrower tokens to its own agents", hint: "token exchange", confidentialOnly: false },
];

export function kindOf(app: Pick<OauthClientView, "token_endpoint_auth_method">): AppKind {
  return app.token_endpoint_auth_method === "none" ? "public" : "confidential";
}

/** One address a line. */
export function readRedirects(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
