import { db } from "@/lib/db/client";
import { credentialInclude, toResolved, type CredentialRow, type Resolved } from "./resolved";

/** By the SHA-256 of an opaque secret. */
export async function findBySecret(hash: string): Promise<Resolved | undefined> {
  const secret = await db().credentialSecret.findUnique({ where: { hash }, include: { credential: { include: credentialInclude } } });
  if (!secret) return undefined;
  return toResolved(secret.credential, { endsAt: secret.expiresAt, secretHash: hash, isMember: await isMember(secret.credential) });
}

/** By the id that a signed token or a cookie names. */
export async function findByCredential(id: string, token: { tokenId?: string; endsAt?: Date | undefined }): Promise<Resolved | undefined> {
  const row = await db().credential.findUnique({ where: { id }, include: credentialInclude });
  if (!row) return undefined;
  const revocation = token.tokenId ? await db().revokedToken.findUnique({ where: { jti: token.tokenId } }) : undefined;
  return toResolved(row, { ...token, revokesAt: revocation?.revokedAt, isMember: await isMember(row) });
}

async function isMember(row: CredentialRow): Promise<boolean> {
  if (row.organizationId === null) return true;
  const membership = await db().membership.findUnique({ where: { organizationId_userId: { organizationId: row.organizationId, userId: row.userId } } });
  return membership !== null;
}
