import type { Transaction } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";

/**
 * Refuses (LAST_ADMIN) where no other active administrator would be left without this person. All active administrators are locked
 * until the transaction ends, so that two who remove each other at once do not both succeed.
 */
export async function requireAnotherAdmin(tx: Transaction, userId: string): Promise<void> {
  const admins = await tx.$queryRaw<{ id: string }[]>`SELECT id::text FROM "user" WHERE role = 'admin' AND suspended_at IS NULL ORDER BY id FOR UPDATE`;
  if (admins.some(({ id }) => id === userId) && admins.length === 1) throw new Refusal("LAST_ADMIN");
}
