import { db } from "@/lib/db/client";
import { findStep } from "./secret";

/**
 * Takes a code of the person's confirmed app. No code works twice, nor one that is older than the last: one guarded update, so
 * that of all who present a code at once exactly one is told true.
 */
export async function takeTotpCode(userId: string, code: string): Promise<boolean> {
  const row = await db().totp.findUnique({ where: { userId } });
  const step = row?.confirmedAt ? findStep(row, code) : undefined;
  if (!row || step === undefined) return false;
  const { count } = await db().totp.updateMany({
    where: { userId, ciphertext: row.ciphertext, confirmedAt: { not: null }, OR: [{ lastUsedStep: null }, { lastUsedStep: { lt: step } }] },
    data: { lastUsedStep: step },
  });
  return count === 1;
}
