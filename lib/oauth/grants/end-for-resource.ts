import { clock } from "@/lib/clock";
import type { Transaction } from "@/lib/db/client";

/**
 * Ends every connection to a resource that is no longer there: whatever takes its address later is not what people agreed to.
 * Returns how many there were. The caller announces that the resources have changed, which all tokens are looked at anew for.
 */
export async function endGrantsFor(tx: Transaction, resource: string): Promise<number> {
  const { count } = await tx.credential.updateMany({ where: { resource, revokedAt: null }, data: { revokedAt: clock.now(), revokedReason: "resource_removed" } });
  return count;
}
