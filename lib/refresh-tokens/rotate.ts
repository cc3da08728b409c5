import { clock } from "@/lib/clock";
import { endCredential } from "@/lib/credentials/revoke";
import type { Transaction } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { issueRefreshToken } from "./issue";

export type Rotation =
  /** `replayed`: it had been used before, within the window. */
  | { token: string; replayed: boolean }
  /** It had been used before, too long ago: its whole family has ended, by this caller or by another one at the same time. */
  | { token: undefined; changed: string[] };

/**
 * Exchanges a refresh token for its successor. Agents that run side by side share one refresh token: within the replay window
 * each of them gets a successor of its own, and nobody's is touched. Any other second use counts as theft and ends the family.
 */
export async function rotateRefreshToken(tx: Transaction, link: { hash: string; credentialId: string; expiresAt: Date }): Promise<Rotation> {
  const isFirst = await consumeRefreshToken(tx, link.hash);
  if (!isFirst && !(await isSharedUse(tx, link))) {
    return { token: undefined, changed: await endCredential(tx, link.credentialId, "refresh_token_reused") };
  }
  const token = await issueRefreshToken(tx, { credentialId: link.credentialId, predecessorHash: link.hash, expiresAt: link.expiresAt });
  return { token, replayed: !isFirst };
}

/** Marks a refresh token as used: one guarded update, which exactly one of any number of callers wins. */
export async function consumeRefreshToken(tx: Transaction, hash: string): Promise<boolean> {
  const { count } = await tx.refreshToken.updateMany({ where: { hash, usedAt: null }, data: { usedAt: clock.now() } });
  return count === 1;
}

/**
 * A second use that parallel agents explain: within the window, and of the token directly before one that nobody has used yet. Where
 * a family is known to be shared, one agent may be a few tokens ahead of another: there the window alone decides.
 */
async function isSharedUse(tx: Transaction, { hash, credentialId }: { hash: string; credentialId: string }): Promise<boolean> {
  const { usedAt, credential } = await tx.refreshToken.findUniqueOrThrow({ where: { hash }, select: { usedAt: true, credential: { select: { refreshSharedAt: true } } } });
  const now = clock.now();
  if (!usedAt || now.getTime() - usedAt.getTime() > config().refreshReplaySeconds * 1000) return false;
  if (credential.refreshSharedAt) return true;
  const next = await tx.refreshToken.findFirst({ where: { credentialId, predecessorHash: hash, usedAt: null }, select: { hash: true } });
  if (!next) return false;
  await tx.credential.updateMany({ where: { id: credentialId, refreshSharedAt: null }, data: { refreshSharedAt: now } });
  return true;
}
