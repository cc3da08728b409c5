import { webProviders } from "@/lib/identities/provider";
import { providerPath } from "@/lib/paths";

/** `/api/auth/signin/google`, as pages of other next-auth applications know it, leads to where sign-ins with Google begin here. */
export function redirectSignIn([action, name]: string[], query: URLSearchParams): Response | undefined {
  const provider = webProviders.find((known) => known === name);
  if (action !== "signin" || provider === undefined) return undefined;
  return new Response(null, { status: 303, headers: { location: providerPath(provider, query.get("callbackUrl") ?? undefined), "cache-control": "no-store" } });
}
