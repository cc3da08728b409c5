import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { clock, toEpochSeconds } from "@/lib/clock";
import type { Principal } from "@/lib/context";
import { sharedSecret } from "@/lib/crypto/secret-key";
import { config } from "@/lib/env/config";
import { keyRing } from "@/lib/signing-keys/key-ring";

/** The symmetric key's name where `TOKEN_SIGNING_ALG=HS256`. It is in no JWK Set. */
export const hs256KeyId = "hs256";

export type TokenSubject = {
  user: Pick<Principal["user"], "id" | "email" | "username" | "role" | "groups">;
  scopes: readonly string[];
  /** The credential on whose behalf the token speaks; revoking it ends the token. */
  credentialId: string;
  /** Absent: the token ends only by revocation. */
  expiresAt: Date | undefined;
  /** Only some addresses may use it: who checks it offline cannot know which, and has to ask. */
  isIpRestricted?: boolean;
  /** The moment that the lifetime was counted from: `exp` less `iat` is that lifetime to the second. Now, where absent. */
  issuedAt?: Date;
};

/**
 * A signed token for our own API (RFC 7519): `iss` and `aud` are `PUBLIC_URL`, `sid` the credential, `jti` this one token.
 * The claims about the person are a copy for readers; Keyhouse itself looks the person up at every request.
 */
export async function signToken(subject: TokenSubject): Promise<{ token: string; tokenId: string }> {
  const tokenId = randomUUID();
  const { user } = subject;
  const jwt = new SignJWT({
    ...(user.email !== undefined && { email: user.email }),
    username: user.username,
    role: user.role,
    groups: [...user.groups],
    scope: subject.scopes.join(" "),
    sid: subject.credentialId,
    ...(subject.isIpRestricted && { ip_restricted: true }),
  })
    .setSubject(user.id)
    .setIssuer(config().publicUrl)
    .setAudience(config().publicUrl)
    .setJti(tokenId)
    .setIssuedAt(toEpochSeconds(subject.issuedAt ?? clock.now()));
  if (subject.expiresAt) jwt.setExpirationTime(toEpochSeconds(subject.expiresAt));
  return { token: await sign(jwt), tokenId };
}

async function sign(jwt: SignJWT): Promise<string> {
  if (config().tokenSigningAlg === "HS256") {
    return jwt.setProtectedHeader({ alg: "HS256", typ: "JWT", kid: hs256KeyId }).sign(sharedSecret());
  }
  const { kid, privateKey } = await keyRing().current();
  return jwt.setProtectedHeader({ alg: "ES256", typ: "JWT", kid }).sign(privateKey);
}
