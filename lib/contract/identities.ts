import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf } from "./pagination";
import { IdParam, Timestamp } from "./primitives";

export const IdentityProvider = z.enum(["google", "github", "telegram"]);
export type IdentityProvider = z.infer<typeof IdentityProvider>;

export const IdentityView = z.strictObject({
  id: z.string(),
  provider: IdentityProvider,
  email: z.string().optional().meta({ description: "As the provider last told it" }),
  name: z.string().optional(),
  created_at: Timestamp,
  last_used_at: Timestamp.optional(),
});
export type IdentityView = z.infer<typeof IdentityView>;

export const listMyIdentities = defineRoute({
  method: "GET",
  path: "/api/v1/users/me/identities",
  summary: "Which accounts elsewhere sign in as me",
  description: "Google, GitHub and Telegram accounts that are linked to this one. One of a kind.",
  tag: "Account",
  auth: "session",
  scope: null,
  status: 200,
  response: pageOf(IdentityView),
});

export const unlinkIdentity = defineRoute({
  method: "DELETE",
  path: "/api/v1/users/me/identities/{id}",
  summary: "Unlink an account elsewhere",
  description: "It can no longer sign in as you. The last way to sign in cannot be removed: 409.",
  tag: "Account",
  auth: "session",
  scope: null,
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
  errors: ["CONFLICT"],
});

const ProviderQuery = z.object({
  redirect_uri: z.string().max(2000).optional().meta({ description: "Where to go afterwards with `#token=...&expires_at=...`: one of `SIGN_IN_REDIRECT_URIS`, letter by letter. Without it the portal opens" }),
});

const throughProvider = (name: string) => ({
  description: `Open it in a browser. It leads to ${name} and back: with the session cookie, and, where \`redirect_uri\` was given, on to that address with \`#token=...&expires_at=...\`: a session token, in the fragment so that no server logs it. Any other \`redirect_uri\` is refused on a page. Absent (404) where the operator has not registered with ${name}.`,
  tag: "Sign-in",
  auth: "anonymous",
  query: ProviderQuery,
  status: 302,
  response: z.strictObject({}),
} as const);

export const signInWithGoogle = defineRoute({ ...throughProvider("Google"), method: "GET", path: "/api/v1/auth/google", summary: "Sign in with Google" });

export const signInWithTelegram = defineRoute({ ...throughProvider("Telegram"), method: "GET", path: "/api/v1/auth/telegram", summary: "Sign in with Telegram" });

export const signInWithGithub = defineRoute({ ...throughProvider("GitHub"), method: "GET", path: "/api/v1/auth/github", summary: "Sign in with GitHub" });
