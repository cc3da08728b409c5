import type { Transaction } from "@/lib/db/client";
import { newId } from "@/lib/ids";

/** The organization that each person has from the start; it cannot be left or given away. */
export async function createPersonalOrganization(tx: Transaction, user: { id: string; username: string }): Promise<void> {
  await tx.organization.create({
    data: { id: newId("org"), name: `${user.username}'s organization`, personalUserId: user.id, memberships: { create: { userId: user.id, role: "owner" } } },
  });
}
