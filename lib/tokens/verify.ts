import { decodeProtectedHeader, errors, jwtVerify, type CryptoKey, type JWTPayload, type JWTVerifyOptions, type ProtectedHeaderParameters } from "jose";
import { clock } from "@/lib/clock";
import { sharedSecret } from "@/lib/crypto/secret-key";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import { knownResources } from "@/lib/gateway/resources/known-resources";
import { keyRing } from "@/lib/signing-keys/key-ring";
import { hs256KeyId } from "./sign";

export type TokenClaims = {
  credentialId: string;
  tokenId: string;
  expiresAt: Date | undefined;
  /** Access tokens: the one resource that they are for. */
  audience: string | undefined;
  /** Access tokens: their scopes, where the client asked for less than it was granted. */
  narrowedTo: string[] | undefined;
};

/**
 * Checks signature, `typ`, `iss`, `aud`, `exp` and `nbf` (RFC 8725). `typ` says which rules hold: those of our own session
 * tokens, or those of OAuth access tokens (RFC 9068). The algorithm follows from the key that `kid` names, never from the
 * header. Whether it was revoked is for the caller to look up. Throws INVALID_TOKEN or TOKEN_EXPIRED.
 */
export async function verifyToken(token: string): Promise<TokenClaims> {
  const header = headerOf(token);
  return isAccessToken(header) ? verifyAccessToken(token, header) : verifySessionToken(token, header);
}

async function verifySessionToken(token: string, header: ProtectedHeaderParameters): Promise<TokenClaims> {
  const { key, algorithm } = isSharedKey(header) ? { key: sharedSecret(), algorithm: "HS256" } : { key: await publicKeyOf(header), algorithm: "ES256" };
  const payload = await verified(token, key, { algorithms: [algorithm], typ: "JWT", audience: config().publicUrl });
  return { ...commonClaims(payload), audience: undefined, narrowedTo: undefined };
}

/** RFC 9068, section 4. Always ES256: resource servers check these tokens by the published keys. */
async function verifyAccessToken(token: string, header: ProtectedHeaderParameters): Promise<TokenClaims> {
  const payload = await verified(token, await publicKeyOf(header), { algorithms: ["ES256"], typ: "at+jwt", requiredClaims: ["exp", "client_id", "scope"] });
  const common = commonClaims(payload);
  if (!(await knownResources()).includes(common.aud)) throw new Refusal("INVALID_TOKEN");
  const { narrowed, scope } = payload as { narrowed?: unknown; scope?: unknown };
  return { ...common, audience: common.aud, narrowedTo: narrowed === true ? String(scope).split(" ").filter(Boolean) : undefined };
}

function commonClaims({ sid, jti, exp, aud }: JWTPayload & { sid?: unknown }) {
  // `aud` is a membership test in JOSE: a token that names others too is not for us alone
  if (typeof sid !== "string" || typeof jti !== "string" || typeof aud !== "string") throw new Refusal("INVALID_TOKEN");
  return { credentialId: sid, tokenId: jti, aud, expiresAt: exp === undefined ? undefined : new Date(exp * 1000) };
}

function headerOf(token: string): ProtectedHeaderParameters {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw new Refusal("INVALID_TOKEN");
  }
}

function isAccessToken({ typ }: ProtectedHeaderParameters): boolean {
  return typeof typ === "string" && /^(?:application\/)?at\+jwt$/i.test(typ);
}

function isSharedKey({ kid }: ProtectedHeaderParameters): boolean {
  return kid === hs256KeyId && config().tokenSigningAlg === "HS256";
}

async function publicKeyOf({ kid }: ProtectedHeaderParameters): Promise<CryptoKey> {
  const key = typeof kid === "string" ? await keyRing().find(kid) : undefined;
  if (!key) throw new Refusal("INVALID_TOKEN");
  return key;
}

async function verified(token: string, key: CryptoKey | Uint8Array, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    const requiredClaims = ["sub", "iat", ...(options.requiredClaims ?? [])];
    return (await jwtVerify(token, key, { ...options, requiredClaims, issuer: config().publicUrl, currentDate: clock.now() })).payload;
  } catch (error) {
    if (!(error instanceof errors.JWTExpired)) throw new Refusal("INVALID_TOKEN");
    const { sid } = error.payload;
    throw new ExpiredToken(typeof sid === "string" ? sid : undefined);
  }
}

/** A token that was ours and good, once: of this credential. */
export class ExpiredToken extends Refusal {
  constructor(readonly credentialId: string | undefined) {
    super("TOKEN_EXPIRED");
  }
}
