import { KeyhouseError } from "../errors";
import type { Fetch } from "../transport/send";
import { createAsk } from "./ask";
import { AnswerCache } from "./answer-cache";
import { createOfflineCheck, isSignedByPublishedKey } from "./offline";
import type { CallFacts, Principal, Requirements } from "./principal";
import { readCredential } from "./read-credential";
import { requireRights } from "./requirements";

export type VerifierOptions = {
  /** `PUBLIC_URL` of the server, exactly: what stands in `iss` of its tokens. */
  issuer: string;
  /** An API key with the scope `tokens:verify`. Without it only signed tokens can be checked. */
  apiToken?: string | undefined;
  /** Where the server is asked, where that is not `issuer`: an address inside your network. */
  baseUrl?: string | undefined;
  /**
   * What OAuth tokens must be made for (RFC 8707): the address of your API or MCP server. A session token, which is for the server itself, is then
   * refused, unless your API has the same origin. Default: the issuer, and its `/api` and `/api/v1`.
   */
  resource?: string | readonly string[] | undefined;
  /** How long a positive answer of the server is cached, in seconds: the longest that a revoked key goes on working. 0 asks at every call. Default 5. */
  cacheSeconds?: number | undefined;
  /** The same for refusals, in seconds. Default 1. */
  refusalCacheSeconds?: number | undefined;
  /** How many credentials are remembered at most. Default 10,000. */
  cacheSize?: number | undefined;
  /**
   * Signed tokens that live longer than this, in seconds, are not taken at their word: the server is asked as for a key. So long does a
   * revocation take at most to act on signed tokens. 0 asks about all of them. Default 3600.
   */
  offlineSeconds?: number | undefined;
  /** How long the server may take, in milliseconds. Default 5000. */
  timeoutMs?: number | undefined;
  fetch?: Fetch | undefined;
};

export type Verifier = {
  /**
   * Checks a presented key or token. Throws KeyhouseError: 401 `AUTH_REQUIRED`, `INVALID_TOKEN`, `TOKEN_EXPIRED`; 403 `FORBIDDEN` (with `requiredScope`
   * or `requiredRole`), `IP_NOT_ALLOWED`, `ACCOUNT_SUSPENDED`; 429 `RATE_LIMITED`; 503 `UNAVAILABLE` where the server cannot be asked.
   *
   * @example
   * const principal = await verifier.verify(token, { scopes: ["agents:read"] });
   */
  verify(token: string | undefined, requirements?: Requirements, facts?: CallFacts): Promise<Principal>;
  /** The same for the credential of a request: `Authorization: Bearer` or `X-API-Key`. */
  verifyRequest(request: Request, requirements?: Requirements, facts?: CallFacts): Promise<Principal>;
  /** Forgets what is known of a credential, and takes its signed tokens at their word no more: for a webhook that tells of a revocation. */
  forget(credentialId: string): void;
  readonly issuer: string;
};

/**
 * Checks credentials in your own API. Signed tokens that live an hour or less are checked offline by the published keys; keys, and everything
 * else, by one call to the server, whose answer counts for a few seconds.
 *
 * @example
 * const verifier = createVerifier({ issuer: "https://keys.example.com", apiToken: process.env.KEYHOUSE_VERIFY_KEY });
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const issuer = options.issuer.replace(/\/+$/, "");
  if (!URL.canParse(issuer)) throw new KeyhouseError({ status: 0, code: "INVALID_CONFIGURATION", message: "issuer must be the address of the server (its PUBLIC_URL), such as https://keys.example.com" });
  const { apiToken, cacheSeconds = 5, refusalCacheSeconds = 1, cacheSize = 10_000, offlineSeconds = 3600, timeoutMs = 5000 } = options;
  const fetch: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const baseUrl = (options.baseUrl ?? issuer).replace(/\/+$/, "");
  const named = options.resource === undefined ? undefined : [options.resource].flat();
  const resources = named ?? [issuer, `${issuer}/api`, `${issuer}/api/v1`];
  const checkOffline = createOfflineCheck({ issuer, jwksUrl: `${baseUrl}/oauth/jwks.json`, resources, timeoutMs, fetch });
  const cache = new AnswerCache({ seconds: cacheSeconds, refusalSeconds: Math.min(refusalCacheSeconds, cacheSeconds), size: cacheSize });
  const ask = apiToken === undefined ? undefined : createAsk({ baseUrl, apiToken, timeoutMs, fetch });
  const distrusted = new Set<string>();

  async function check(token: string, scopes: readonly string[], facts: CallFacts): Promise<Principal> {
    if (token === "" || token.length > longest) throw invalid();
    const offline = isSignedByPublishedKey(token) ? await checkOffline(token) : undefined;
    if (offline && offline.lifetimeSeconds <= offlineSeconds && !offline.isIpRestricted && !distrusted.has(offline.principal.credentialId)) return offline.principal;
    if (!ask) throw offline ? mustBeAsked() : invalid();
    const question = { token, scopes: scopes.length > 0 ? scopes : undefined, resource: offline?.principal.resource ?? named?.[0], facts };
    return cache.get(token, JSON.stringify([facts.ip, scopes]), () => ask(question));
  }

  async function verify(token: string | undefined, requirements: Requirements = {}, facts: CallFacts = {}): Promise<Principal> {
    if (token === undefined) throw new KeyhouseError({ status: 401, code: "AUTH_REQUIRED", message: "Authentication required" });
    const principal = await check(token, requirements.scopes ?? [], facts);
    requireRights(principal, requirements);
    return principal;
  }

  return {
    issuer,
    verify,
    verifyRequest: async (request, requirements, facts) => {
      const { pathname } = new URL(request.url);
      const seen = { method: request.method, path: pathname, userAgent: request.headers.get("user-agent") ?? undefined };
      return verify(readCredential((name) => request.headers.get(name)), requirements, { ...seen, ...facts });
    },
    forget: (credentialId) => {
      cache.forget(credentialId);
      distrusted.add(credentialId);
      for (const oldest of distrusted) {
        if (distrusted.size <= cacheSize) break;
        distrusted.delete(oldest);
      }
    },
  };
}

/** As the server: no credential is longer. */
const longest = 8192;

const invalid = () => new KeyhouseError({ status: 401, code: "INVALID_TOKEN", message: "Invalid token" });
const mustBeAsked = () => new KeyhouseError({ status: 401, code: "INVALID_TOKEN", message: "This token cannot be checked without asking the server" });
