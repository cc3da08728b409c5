import { tagOf } from "@/lib/tags";
import { clock } from "@/lib/clock";
import type { Transaction } from "@/lib/db/client";
import { notFound } from "@/lib/errors";

/**
 * Ends a credential for good: its refresh tokens are deleted with it, connections bound to it and tokens exchanged from it end. One guarded update, so that of two
 * who revoke at once one is told NOT_FOUND. Returns the tag to announce.
 */
export async function revokeCredential(tx: Transaction, id: string, reason: string): Promise<string[]> {
  const changed = await endCredential(tx, id, reason);
  if (changed.length === 0) throw notFound();
  return changed;
}

/** The same, except that a credential which has ended already is no error: nothing changes, and no tag is returned. */
export async function endCredential(tx: Transaction, id: string, reason: string): Promise<string[]> {
  const { count } = await tx.credential.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: clock.now(), revokedReason: reason } });
  if (count !== 1) return [];
  await tx.credentialSecret.updateMany({ where: { credentialId: id }, data: { ciphertext: null } });
  // the hashes of a grant's stay until they expire: an app that comes back with one is told why it was signed out
  await tx.refreshToken.deleteMany({ where: { credentialId: id, credential: { kind: { not: "grant" } } } });
  // a connection that was bound to it is over, and its page says why
  const bound = await tx.credential.findMany({ where: { boundCredentialId: id, revokedAt: null }, select: { id: true } });
  // tokens by exchange are refused without their parent in any case; with an end of their own no list shows them as if they lived
  const children = await tx.credential.findMany({ where: { parentId: id, revokedAt: null }, select: { id: true } });
  const changed = [tagOf.credential(id)];
  for (const connection of bound) changed.push(...(await endCredential(tx, connection.id, "key_revoked")));
  for (const child of children) changed.push(...(await endCredential(tx, child.id, "parent_revoked")));
  return changed;
}
