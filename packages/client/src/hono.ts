import { guard, setPrincipal, type GuardOptions } from "./middleware/guard";
import type { Verifier } from "./verify/create-verifier";

export { findPrincipal, getPrincipal } from "./middleware/guard";
export { createVerifier, type Verifier, type VerifierOptions } from "./verify/create-verifier";
export type { Principal, Requirements } from "./verify/principal";

export type HonoGuardOptions<Context> = GuardOptions & {
  /** The caller's address, which Hono itself does not know: with Node, `(c) => getConnInfo(c).remote.address`. */
  clientIp?: ((context: Context) => string | undefined) | undefined;
};

/** What is used of Hono's context. */
type Context = { req: { raw: Request; method: string; path: string; header(name: string): string | undefined } };

/**
 * Middleware for Hono: answers 401, 403, 429 or 503 as the server itself would, or lets the call pass; then `getPrincipal(c)` says who calls.
 *
 * @example
 * app.get("/agents", requireAuth(verifier, { scopes: ["agents:read"] }), (c) => {
 *   return c.json({ agents: [], for: getPrincipal(c).user.username });
 * });
 */
export function requireAuth<C = unknown>(verifier: Verifier, { clientIp, ...options }: HonoGuardOptions<C> = {}) {
  return async (context: Context & C, next: () => Promise<void>): Promise<Response | void> => {
    const { method, path } = context.req;
    const outcome = await guard(verifier, options, { method, path, ip: clientIp?.(context), header: (name) => context.req.header(name) });
    if ("refusal" in outcome) return new Response(outcome.refusal.body, outcome.refusal);
    if (outcome.principal) setPrincipal(context, outcome.principal);
    await next();
  };
}
