import type { Transaction } from "@/lib/db/client";

/**
 * What an account's credentials were used for does not outlive it. Begun before the account is taken apart, and called once it
 * is gone: what has passed to somebody else by then keeps its past.
 */
export async function beginForgetting(tx: Transaction, userId: string): Promise<() => Promise<void>> {
  const before = await idsOf(tx, { userId });
  return async () => {
    const left = new Set(await idsOf(tx, { id: { in: before } }));
    const gone = before.filter((id) => !left.has(id));
    await tx.loggedRequest.deleteMany({ where: { credentialId: { in: gone } } });
    await tx.usageCount.deleteMany({ where: { subject: { in: [`user:${userId}`, ...gone, ...gone.map((id) => `quota:${id}`)] } } });
  };
}

async function idsOf(tx: Transaction, where: { userId: string } | { id: { in: string[] } }): Promise<string[]> {
  return (await tx.credential.findMany({ where, select: { id: true } })).map(({ id }) => id);
}
