import { createRemoteJWKSet, customFetch, decodeProtectedHeader, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions, type ProtectedHeaderParameters } from "jose";
import { KeyhouseError } from "../errors";
import type { Fetch } from "../transport/send";
import type { Principal } from "./principal";

export type OfflineOptions = { issuer: string; jwksUrl: string; resources: readonly string[]; timeoutMs: number; fetch: Fetch };

export type OfflineResult = {
  principal: Principal;
  /** From issue to expiry. */
  lifetimeSeconds: number;
  /** Only some addresses may use it, and the server alone knows which. */
  isIpRestricted: boolean;
};

/**
 * Checks signed tokens by the published keys (RFC 8725): the algorithm is ES256 whatever the header says, `iss`, `aud`, `exp` and `typ` are
 * exact, no key is taken from the token. An unknown `kid` fetches the keys anew, at most every 30 seconds; they are kept for 10 minutes.
 */
export function createOfflineCheck({ issuer, jwksUrl, resources, timeoutMs, fetch }: OfflineOptions): (token: string) => Promise<OfflineResult> {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: timeoutMs, cooldownDuration: 30_000, cacheMaxAge: 600_000, [customFetch]: (url, init) => fetch(url, init) });
  const verify = async (token: string, options: JWTVerifyOptions) => (await jwtVerify(token, keys, { algorithms: ["ES256"], issuer, requiredClaims: ["sub", "iat", "exp", "sid"], ...options })).payload;
  return async (token) => {
    try {
      const isAccessToken = /^(?:application\/)?at\+jwt$/i.test(headerOf(token)?.typ ?? "");
      if (!isAccessToken && !resources.some((resource) => new URL(resource).origin === new URL(issuer).origin)) throw invalid();
      const payload = isAccessToken ? await verify(token, { typ: "at+jwt", audience: [...resources], requiredClaims: ["exp", "client_id", "scope"] }) : await verify(token, { typ: "JWT", audience: issuer });
      return describe(payload as Claims, isAccessToken);
    } catch (error) {
      throw explain(error);
    }
  };
}

/** Whether a token can be checked offline at all: whatever else it is, the server knows. */
export function isSignedByPublishedKey(token: string): boolean {
  return headerOf(token)?.alg === "ES256";
}

function headerOf(token: string): ProtectedHeaderParameters | undefined {
  if (!token.startsWith("eyJ")) return undefined;
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
}

type Claims = JWTPayload & Record<"sub" | "sid" | "aud", string> & Record<"iat" | "exp", number> & { username?: string; email?: string; role?: string; groups?: string[]; scope?: string; client_id?: string; ip_restricted?: boolean };

function describe(claims: Claims, isAccessToken: boolean): OfflineResult {
  const { sub, sid, aud, iat, exp, username = "", email, role = "", groups, scope = "", client_id: clientId } = claims;
  // `aud` is a membership test in JOSE: a token that names others too is not for this one alone.
  if (typeof aud !== "string" || typeof sid !== "string" || typeof scope !== "string") throw invalid();
  const principal: Principal = {
    kind: isAccessToken ? "grant" : "token",
    credentialId: sid,
    user: { id: sub, username, email, role },
    groups: Array.isArray(groups) ? groups : [],
    scopes: scope.split(" ").filter(Boolean),
    clientId,
    resource: isAccessToken ? aud : undefined,
    expiresAt: new Date(exp * 1000),
    checked: "offline",
  };
  return { principal, lifetimeSeconds: exp - iat, isIpRestricted: claims.ip_restricted === true };
}

function explain(error: unknown): KeyhouseError {
  if (error instanceof KeyhouseError) return error;
  if (error instanceof errors.JWTExpired) return new KeyhouseError({ status: 401, code: "TOKEN_EXPIRED", message: "Token has expired" });
  const isTokenAtFault = [errors.JWTClaimValidationFailed, errors.JWTInvalid, errors.JWSInvalid, errors.JWSSignatureVerificationFailed, errors.JOSEAlgNotAllowed, errors.JOSENotSupported, errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys].some((kind) => error instanceof kind);
  if (isTokenAtFault) return invalid();
  return new KeyhouseError({ status: 503, code: "UNAVAILABLE", message: "The keys that tokens are checked by cannot be fetched", retryAfterSeconds: 5, cause: error });
}

const invalid = () => new KeyhouseError({ status: 401, code: "INVALID_TOKEN", message: "Invalid token" });
