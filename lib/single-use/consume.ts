import { clock } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { db, type Transaction } from "@/lib/db/client";
import type { SingleUseSecret } from "@/lib/db/generated/client";
import type { Purpose } from "./issue";

/**
 * Uses a secret up: of all who present it at once exactly one gets the row. Undefined where it is unknown, used, expired, or
 * for another purpose: who asks is told the same in each case.
 */
export async function consumeSecret(tx: Transaction, purpose: Purpose, secret: string): Promise<SingleUseSecret | undefined> {
  return consumeHash(tx, purpose, sha256(secret));
}

/** The same by the stored hash, for secrets that are hashed in another way. */
export async function consumeHash(tx: Transaction, purpose: Purpose, hash: string): Promise<SingleUseSecret | undefined> {
  const now = clock.now();
  const { count } = await tx.singleUseSecret.updateMany({ where: { hash, purpose, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
  return count === 1 ? ((await tx.singleUseSecret.findUnique({ where: { hash } })) ?? undefined) : undefined;
}

/** Looks without using up: for a page that shows what a link is about. */
export async function findSecret(purpose: Purpose, secret: string, tx: Transaction = db()): Promise<SingleUseSecret | undefined> {
  const row = await tx.singleUseSecret.findUnique({ where: { hash: sha256(secret) } });
  return row && row.purpose === purpose && row.usedAt === null && row.expiresAt > clock.now() ? row : undefined;
}
