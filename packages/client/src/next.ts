import { guard, type GuardOptions } from "./middleware/guard";
import type { Verifier } from "./verify/create-verifier";
import type { Principal } from "./verify/principal";

export { createVerifier, type Verifier, type VerifierOptions } from "./verify/create-verifier";
export type { Principal, Requirements } from "./verify/principal";

export type NextGuardOptions = GuardOptions & {
  optional?: false | undefined;
  /** The caller's address, which a route handler does not know: where a proxy stands in front, from the header that it alone writes. */
  clientIp?: ((request: Request) => string | undefined) | undefined;
};

/**
 * A route handler of Next.js behind a check: answers 401, 403, 429 or 503 as the server itself would, or calls the handler with who calls as
 * its third argument.
 *
 * @example
 * export const GET = withAuth(verifier, { scopes: ["agents:read"] }, async (request, context, principal) => {
 *   return Response.json({ agents: [], for: principal.user.username });
 * });
 */
export function withAuth<Call extends Request, Context>(verifier: Verifier, { clientIp, ...options }: NextGuardOptions, handler: (request: Call, context: Context, principal: Principal) => Response | Promise<Response>) {
  return async (request: Call, context: Context): Promise<Response> => {
    const call = { method: request.method, path: new URL(request.url).pathname, ip: clientIp?.(request), header: (name: string) => request.headers.get(name) };
    const outcome = await guard(verifier, options, call);
    if ("refusal" in outcome) return new Response(outcome.refusal.body, outcome.refusal);
    return handler(request, context, outcome.principal!);
  };
}
