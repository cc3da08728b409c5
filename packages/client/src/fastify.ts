import { guard, setPrincipal, type GuardOptions } from "./middleware/guard";
import type { Verifier } from "./verify/create-verifier";

export { findPrincipal, getPrincipal } from "./middleware/guard";
export { createVerifier, type Verifier, type VerifierOptions } from "./verify/create-verifier";
export type { Principal, Requirements } from "./verify/principal";

/** What is used of Fastify's request and reply, of version 4 and 5. */
type Request = { method: string; url: string; ip: string; headers: Record<string, string | string[] | undefined> };
type Reply = { code(status: number): unknown; headers(headers: Record<string, string>): unknown; send(body: string): unknown };

/**
 * A hook for Fastify (`onRequest` or `preHandler`): answers 401, 403, 429 or 503 as the server itself would, or lets the call pass; then
 * `getPrincipal(request)` says who calls. Addresses are Fastify's `request.ip`: set `trustProxy` where a proxy stands in front.
 *
 * @example
 * app.get("/agents", { onRequest: requireAuth(verifier, { scopes: ["agents:read"] }) }, async (request) => {
 *   return { agents: [], for: getPrincipal(request).user.username };
 * });
 */
export function requireAuth(verifier: Verifier, options: GuardOptions = {}) {
  return async (request: Request, reply: Reply): Promise<unknown> => {
    const { method, url, ip, headers } = request;
    const outcome = await guard(verifier, options, { method, path: url.split("?")[0]!, ip, header: (name) => [headers[name]].flat()[0] });
    if ("refusal" in outcome) {
      reply.code(outcome.refusal.status);
      reply.headers(outcome.refusal.headers);
      reply.send(outcome.refusal.body);
      return reply;
    }
    if (outcome.principal) setPrincipal(request, outcome.principal);
    return undefined;
  };
}
