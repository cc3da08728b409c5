import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { isWellFormedKey, keyKindOf } from "@/lib/crypto/key-format";
import { db } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";
import { isRefusal } from "@/lib/errors";
import { verifyToken } from "@/lib/tokens/verify";

export type Found = {
  credential: Credential;
  /** Of an opaque secret that is the credential's own; refresh tokens and signed tokens have none. */
  hash: string | undefined;
};

/** The living credential that a presented secret opens, whichever form it has; undefined for what opens nothing any more. */
export async function findSecret(presented: string): Promise<Found | undefined> {
  const found = presented.startsWith("eyJ") ? await findByToken(presented) : isWellFormedKey(presented) ? await findByKey(presented) : undefined;
  const now = clock.now();
  const isOver = found === undefined || found.credential.revokedAt !== null || (found.credential.expiresAt !== null && found.credential.expiresAt <= now);
  return isOver ? undefined : found;
}

async function findByKey(key: string): Promise<Found | undefined> {
  const hash = sha256(key);
  const stillGood = { OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] };
  if (keyKindOf(key) === "rt") {
    const link = await db().refreshToken.findFirst({ where: { hash, expiresAt: { gt: clock.now() } }, include: { credential: true } });
    return link ? { credential: link.credential, hash: undefined } : undefined;
  }
  const secret = await db().credentialSecret.findFirst({ where: { hash, ...stillGood }, include: { credential: true } });
  return secret ? { credential: secret.credential, hash } : undefined;
}

async function findByToken(token: string): Promise<Found | undefined> {
  try {
    const { credentialId, tokenId } = await verifyToken(token);
    const [credential, revoked] = await Promise.all([db().credential.findUnique({ where: { id: credentialId } }), db().revokedToken.findUnique({ where: { jti: tokenId } })]);
    const isRevoked = revoked !== null && revoked.revokedAt <= clock.now();
    return credential && !isRevoked ? { credential, hash: undefined } : undefined;
  } catch (error) {
    // expired, forged or somebody else's: it opens nothing here
    if (isRefusal(error)) return undefined;
    throw error;
  }
}
