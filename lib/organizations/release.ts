import { tagOf } from "@/lib/tags";
import type { KeysOfLeaver } from "@/lib/contract/members";
import type { Transaction } from "@/lib/db/client";
import { lockOrganization } from "./lock";
import { handOver } from "./members/hand-over";
import { findHeir, requireAnotherOwner } from "./members/keep-an-owner";

/**
 * What becomes of organizations when a person's account is deleted: the personal one is deleted; where others remain there must
 * be another owner (else LAST_OWNER), to whom passes what a member leaves behind; where nobody remains it is deleted too.
 * Returns the tags to announce.
 */
export async function releaseOrganizations(tx: Transaction, userId: string, keys?: KeysOfLeaver): Promise<string[]> {
  // the person before the organizations: see lockOrganization
  await tx.$queryRaw`SELECT id::text FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
  const memberships = await tx.membership.findMany({ where: { userId }, include: { organization: true }, orderBy: { organizationId: "asc" } });
  const changed: string[] = [];
  for (const { organization } of memberships) {
    await lockOrganization(tx, organization.id, userId);
    changed.push(tagOf.organization(organization.id), ...(await release(tx, organization.id, userId, keys)));
  }
  return changed;
}

async function release(tx: Transaction, organizationId: string, userId: string, keys: KeysOfLeaver | undefined): Promise<string[]> {
  const membership = await tx.membership.findUnique({ where: { organizationId_userId: { organizationId, userId } }, include: { organization: true } });
  if (!membership) return [];
  const { organization, role } = membership;
  const others = await tx.membership.count({ where: { organizationId, userId: { not: userId } } });
  if (organization.personalUserId === userId || others === 0) {
    const clients = await tx.oauthClient.findMany({ where: { organizationId }, select: { id: true } });
    await tx.organization.delete({ where: { id: organizationId } });
    return clients.map(({ id }) => tagOf.client(id));
  }
  const heir = role === "owner" ? await requireAnotherOwner(tx, organization, userId) : await findHeir(tx, organizationId, userId);
  return (await handOver(tx, organization, userId, heir, keys)).changed;
}
