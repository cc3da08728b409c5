import { sha256 } from "@/lib/crypto/hash";
import { newKey } from "@/lib/crypto/key-format";
import type { Transaction } from "@/lib/db/client";
import { config } from "@/lib/env/config";

/** A new refresh token of a credential; only its SHA-256 is kept. */
export async function issueRefreshToken(tx: Transaction, link: { credentialId: string; predecessorHash?: string; expiresAt: Date }): Promise<string> {
  const token = newKey(config().keyPrefix, "rt");
  await tx.refreshToken.create({ data: { hash: sha256(token), ...link } });
  return token;
}
