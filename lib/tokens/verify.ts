import { decodeProtectedHeader, errors, jwtVerify, type CryptoKey, type JWTPayload } from "jose";
import { clock } from "@/lib/clock";
import { sharedSecret } from "@/lib/crypto/secret-key";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import { keyRing } from "@/lib/signing-keys/key-ring";
import { hs256KeyId } from "./sign";

export type TokenClaims = { credentialId: string; tokenId: string; expiresAt: Date | undefined };

/**
 * Checks signature, `typ`, `iss`, `aud`, `exp` and `nbf` (RFC 8725). The algorithm follows from the key that `kid` names, never
 * from the header. Whether it was revoked is for the caller to look up. Throws INVALID_TOKEN or TOKEN_EXPIRED.
 */
export async function verifyToken(token: string): Promise<TokenClaims> {
  const { key, algorithm } = await keyOf(token);
  const payload = await verified(token, key, algorithm);
  const { sid, jti, exp } = payload as JWTPayload & { sid?: unknown };
  // `aud` is a membership test in JOSE: a token that names others too is not for us alone
  if (typeof sid !== "string" || typeof jti !== "string" || typeof payload.aud !== "string") throw new Refusal("INVALID_TOKEN");
  return { credentialId: sid, tokenId: jti, expiresAt: exp === undefined ? undefined : new Date(exp * 1000) };
}

async function keyOf(token: string): Promise<{ key: CryptoKey | Uint8Array; algorithm: string }> {
  const kid = keyIdOf(token);
  if (kid === hs256KeyId && config().tokenSigningAlg === "HS256") return { key: sharedSecret(), algorithm: "HS256" };
  const key = kid === undefined ? undefined : await keyRing().find(kid);
  if (!key) throw new Refusal("INVALID_TOKEN");
  return { key, algorithm: "ES256" };
}

function keyIdOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

async function verified(token: string, key: CryptoKey | Uint8Array, algorithm: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      typ: "JWT",
      issuer: config().publicUrl,
      audience: config().publicUrl,
      requiredClaims: ["sub", "iat"],
      currentDate: clock.now(),
    });
    return payload;
  } catch (error) {
    throw new Refusal(error instanceof errors.JWTExpired ? "TOKEN_EXPIRED" : "INVALID_TOKEN");
  }
}
