import { withAudit } from "@/lib/audit/with-audit";
import type { AuditEntry } from "@/lib/audit/entry";
import type { UserContext } from "@/lib/context";
import { endCredential } from "@/lib/credentials/revoke";
import { requireRole } from "@/lib/users/require-role";
import { livingGrants } from "../manage/find";
import { lockClient } from "../manage/lock";

/** Ends every connection of a client for good, and tells each person in their own audit log. Returns how many there were. */
export async function revokeClientGrants(ctx: UserContext, id: string): Promise<number> {
  requireRole(ctx, "admin");
  return withAudit(ctx, async (tx) => {
    const client = await lockClient(tx, id, { id });
    const grants = await tx.credential.findMany({ where: { clientId: id, ...livingGrants() }, select: { id: true, userId: true, name: true, kind: true, organizationId: true } });
    const changed: string[] = [];
    const entries: AuditEntry[] = [];
    for (const grant of grants) {
      changed.push(...(await endCredential(tx, grant.id, "revoked_by_admin")));
      entries.push({ action: `${grant.kind}.revoked`, organizationId: grant.organizationId ?? undefined, subjectUserId: grant.userId, target: { type: grant.kind, id: grant.id, name: grant.name }, detail: { reason: "revoked_by_admin", client_id: client.clientId } });
    }
    entries.push({ action: "oauth_client.grants_revoked", organizationId: client.organizationId ?? undefined, target: { type: "oauth_client", id, name: client.name }, detail: { client_id: client.clientId, revoked: grants.length } });
    return { result: grants.length, changed, entry: entries };
  });
}
