import { tagOf } from "@/lib/tags";
import type { AuditEntry } from "@/lib/audit/entry";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { db, type Transaction } from "@/lib/db/client";
import { lockOrganization } from "./lock";
import { requireMayEnd, requireShared } from "./membership";

const act = "delete it";

/** Deletes an organization with its keys, apps, connections and invitations; its members keep their accounts. */
export async function deleteOrganization(ctx: UserContext, id: string): Promise<void> {
  await requireMayEnd(ctx, id, act);
  await withAudit(ctx, async (tx) => ({ result: undefined, ...(await removeOrganization(ctx, tx, id)) }));
}

/** The same, inside a transaction; returns what to announce and to note. */
export async function removeOrganization(ctx: UserContext, tx: Transaction, id: string): Promise<{ changed: string[]; entry: AuditEntry }> {
  await lockOrganization(tx, id);
  const { organization } = await requireMayEnd(ctx, id, act, tx);
  requireShared(organization, "A personal organization cannot be deleted");
  const clients = await tx.oauthClient.findMany({ where: { organizationId: id }, select: { id: true } });
  const keys = await tx.credential.count({ where: { organizationId: id, kind: "api_key", revokedAt: null } });
  const members = await tx.membership.count({ where: { organizationId: id } });
  await tx.organization.delete({ where: { id } });
  return {
    changed: [tagOf.organization(id), ...clients.map((client) => tagOf.client(client.id))],
    entry: { action: "organization.deleted", organizationId: id, target: { type: "organization", id, name: organization.name }, detail: { members, keys, apps: clients.length } },
  };
}

export type Holdings = { members: number; keys: number; apps: number; connections: number };

/** What would go with it. */
export async function countHoldings(organizationId: string): Promise<Holdings> {
  const [members, keys, apps, connections] = await Promise.all([
    db().membership.count({ where: { organizationId } }),
    db().credential.count({ where: { organizationId, kind: "api_key", revokedAt: null } }),
    db().oauthClient.count({ where: { organizationId } }),
    db().credential.count({ where: { organizationId, kind: "grant", revokedAt: null } }),
  ]);
  return { members, keys, apps, connections };
}
