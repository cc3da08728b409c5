import type { IdentityProvider } from "@/lib/contract/identities";
import type { Transaction } from "@/lib/db/client";
import { isOffered } from "./provider";

/** By what somebody can sign in today: what this house no longer offers does not count. */
export type WaysIn = { hasPassword: boolean; providers: IdentityProvider[]; passkeys: number };

/** Inside a transaction that takes one of them away, lock the user's row first: two that go at once must not both count on the other. */
export async function findWaysIn(tx: Transaction, userId: string): Promise<WaysIn> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { passwordHash: true, identities: { select: { provider: true } }, _count: { select: { passkeys: true } } } });
  const providers = (user?.identities ?? []).map(({ provider }) => provider as IdentityProvider).filter(isOffered);
  return { hasPassword: Boolean(user?.passwordHash), providers, passkeys: user?._count.passkeys ?? 0 };
}

export function countWaysIn({ hasPassword, providers, passkeys }: WaysIn): number {
  return Number(hasPassword) + providers.length + passkeys;
}
