import { webProviders } from "@/lib/identities/provider";
import { providerPath } from "@/lib/paths";

/** Redirects `/api/auth/signin/google`, next-auth's usual address, to where sign-in with Google starts here. */
export function redirectSignIn([action, name]: string[], query: URLSearchParams): Response | undefined {
  const provider = webProviders.find((known) => known === name);
  if (action !== "signin" || provider === undefined) return undefined;
  return new Response(null, { status: 303, headers: { location: providerPath(provider, query.get("callbackUrl") ?? undefined), "cache-control": "no-store" } });
}
