import { tagOf } from "@/lib/access/cache";
import { clock } from "@/lib/clock";
import type { Transaction } from "@/lib/db/client";
import { notFound } from "@/lib/errors";

/**
 * Ends a credential for good: its opaque secrets and refresh tokens are deleted with it. One guarded update, so that of two
 * who revoke at once one is told NOT_FOUND. Answers the tag to announce.
 */
export async function revokeCredential(tx: Transaction, id: string, reason: string): Promise<string[]> {
  const { count } = await tx.credential.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: clock.now(), revokedReason: reason } });
  if (count !== 1) throw notFound();
  await tx.credentialSecret.updateMany({ where: { credentialId: id }, data: { ciphertext: null } });
  await tx.refreshToken.deleteMany({ where: { credentialId: id } });
  return [tagOf.credential(id)];
}
