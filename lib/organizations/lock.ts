import type { Transaction } from "@/lib/db/client";

/**
 * Holds an organization until the transaction ends: members come, go and change one after the other, and no key is made for
 * somebody who is being removed. The people concerned are held before it, everywhere in this order, so that there is no deadlock.
 */
export async function lockOrganization(tx: Transaction, organizationId: string, userId?: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id::text FROM "user" WHERE id = ${userId ?? null}::uuid OR id IN (SELECT user_id FROM membership WHERE organization_id = ${organizationId} AND role = 'owner') ORDER BY id FOR KEY SHARE`;
  await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId} FOR UPDATE`;
}
