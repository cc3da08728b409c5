import { guard, setPrincipal, type GuardOptions } from "./middleware/guard";
import type { Verifier } from "./verify/create-verifier";

export { findPrincipal, getPrincipal } from "./middleware/guard";
export { createVerifier, type Verifier, type VerifierOptions } from "./verify/create-verifier";
export type { Principal, Requirements } from "./verify/principal";

/** What is used of Express's request and response, of version 4 and 5. */
type Request = { method: string; originalUrl: string; ip?: string | undefined; headers: Record<string, string | string[] | undefined> };
type Response = { writeHead(status: number, headers: Record<string, string>): unknown; end(body: string): unknown };

/**
 * Middleware for Express: answers 401, 403, 429 or 503 as the server itself would, or lets the call pass; then `getPrincipal(request)` says
 * who calls. Addresses are Express's `request.ip`: set `trust proxy` where a proxy stands in front.
 *
 * @example
 * app.get("/agents", requireAuth(verifier, { scopes: ["agents:read"] }), (request, response) => {
 *   response.json({ agents: [], for: getPrincipal(request).user.username });
 * });
 */
export function requireAuth(verifier: Verifier, options: GuardOptions = {}) {
  return async (request: Request, response: Response, next: (error?: unknown) => void): Promise<void> => {
    let passes: boolean;
    try {
      passes = await answer(verifier, options, request, response);
    } catch (error) {
      return next(error);
    }
    if (passes) next();
  };
}

/** Whether the call passes; where not, it has been answered. */
async function answer(verifier: Verifier, options: GuardOptions, request: Request, response: Response): Promise<boolean> {
  const { method, ip, originalUrl } = request;
  const outcome = await guard(verifier, options, { method, ip, path: originalUrl.split("?")[0]!, header: (name) => [request.headers[name]].flat()[0] });
  if ("refusal" in outcome) {
    response.writeHead(outcome.refusal.status, outcome.refusal.headers);
    response.end(outcome.refusal.body);
    return false;
  }
  if (outcome.principal) setPrincipal(request, outcome.principal);
  return true;
}
