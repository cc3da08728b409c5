import { db, type Transaction } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";

/** What somebody has beside a password. */
export type Factors = { totpConfirmedAt: Date | undefined; passkeys: number };

export async function findFactors(userId: string, tx: Transaction = db()): Promise<Factors> {
  const totp = await tx.totp.findUnique({ where: { userId }, select: { confirmedAt: true } });
  return { totpConfirmedAt: totp?.confirmedAt ?? undefined, passkeys: await tx.passkey.count({ where: { userId } }) };
}

export function isEnabled({ totpConfirmedAt, passkeys }: Factors): boolean {
  return totpConfirmedAt !== undefined || passkeys > 0;
}

/** Does a password alone no longer sign this person in? */
export async function hasSecondFactor(userId: string, tx?: Transaction): Promise<boolean> {
  return isEnabled(await findFactors(userId, tx));
}

/** Changes of one person's factors come one after the other: of two that remove one each at once, the second sees what is left. */
export async function lockFactors(tx: Transaction, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
}

/**
 * After a factor was removed, in the same transaction: where it was the last one, the recovery codes go with it. Throws
 * CONFLICT where the person's role needs one.
 */
export async function settleRemoval(tx: Transaction, userId: string): Promise<void> {
  if (await hasSecondFactor(userId, tx)) return;
  const { role } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { role: true } });
  const policy = await tx.rolePolicy.findUnique({ where: { role } });
  if (policy?.secondFactorRequired) throw new Refusal("CONFLICT", { field: "second_factor" }, "Your role needs a second factor. Add another one first, then remove this one");
  await tx.recoveryCode.deleteMany({ where: { userId } });
}
