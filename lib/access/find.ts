import { db } from "@/lib/db/client";
import type { TokenClaims } from "@/lib/tokens/verify";
import { seedQuota } from "@/lib/usage/seed-quota";
import { isSecondFactorMissing } from "@/lib/second-factor/missing";
import { narrowTo } from "./narrow";
import { credentialInclude, toResolved, type CredentialRow, type Presented, type Resolved } from "./resolved";

/** By the SHA-256 of an opaque secret. */
export async function findBySecret(hash: string): Promise<Resolved | undefined> {
  const secret = await db().credentialSecret.findUnique({ where: { hash }, include: { credential: { include: credentialInclude } } });
  return secret ? resolve(secret.credential, { endsAt: secret.expiresAt, secretHash: hash }) : undefined;
}

/** By the claims of a signed token that was verified. An access token must be for the very resource that was granted. */
export async function findByToken(claims: TokenClaims): Promise<Resolved | undefined> {
  const row = await findRow(claims.credentialId);
  if (!row || (row.resource ?? undefined) !== claims.audience) return undefined;
  const { tokenId, expiresAt: endsAt, audience, narrowedTo } = claims;
  return resolve(row, { tokenId, endsAt, audience, narrowedTo, revokesAt: await findRevocation(tokenId) });
}

/** By its id alone, as a cookie names it. */
export async function findByCredential(id: string): Promise<Resolved | undefined> {
  const row = await findRow(id);
  return row ? resolve(row, {}) : undefined;
}

function findRow(id: string): Promise<CredentialRow | null> {
  return db().credential.findUnique({ where: { id }, include: credentialInclude });
}

async function findRevocation(tokenId: string): Promise<Date | undefined> {
  return (await db().revokedToken.findUnique({ where: { jti: tokenId } }))?.revokedAt;
}

/** The credential as it stands, within the bounds of those that it hangs on. */
async function resolve(row: CredentialRow, presented: Omit<Presented, "isMember" | "secondFactorMissing">): Promise<Resolved> {
  const secondFactorMissing = row.kind === "session" && (await isSecondFactorMissing(row.user));
  let resolved = toResolved(row, { ...presented, isMember: await isMember(row), secondFactorMissing });
  if (row.boundCredentialId !== null) resolved = await narrowToCredential(resolved, row.boundCredentialId, null);
  if (row.parentId !== null) resolved = await narrowToCredential(resolved, row.parentId, row.parentTokenId);
  if (resolved.principal.quotaPerDay !== undefined) await seedQuota(resolved.principal.budgetId);
  return resolved;
}

/** A credential whose parent has ended has ended too. A chain is as long as the exchanges that made it, which are limited. */
async function narrowToCredential(resolved: Resolved, id: string, tokenId: string | null): Promise<Resolved> {
  const row = await findRow(id);
  if (!row) return { ...resolved, revoked: true };
  const revokesAt = tokenId === null ? undefined : await findRevocation(tokenId);
  return narrowTo(resolved, await resolve(row, { revokesAt }));
}

async function isMember(row: CredentialRow): Promise<boolean> {
  if (row.organizationId === null) return true;
  const membership = await db().membership.findUnique({ where: { organizationId_userId: { organizationId: row.organizationId, userId: row.userId } } });
  return membership !== null;
}
