import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { requireRole } from "@/lib/users/require-role";
import { clientInclude, type ClientRow } from "../manage/find";
import { lockClient } from "../manage/lock";

/** An administrator's word for which domain a client belongs to; people see it on the consent page. */
export async function verifyClientDomain(ctx: UserContext, id: string, domain: string | null): Promise<ClientRow> {
  requireRole(ctx, "admin");
  return withAudit(ctx, async (tx) => {
    const { name, verifiedDomain } = await lockClient(tx, id, { id });
    const row = await tx.oauthClient.update({ where: { id }, data: { verifiedDomain: domain }, include: clientInclude });
    const action = domain === null ? "oauth_client.domain_unverified" : "oauth_client.domain_verified";
    return { result: row, changed: [tagOf.client(id)], entry: { action, organizationId: row.organizationId ?? undefined, target: { type: "oauth_client", id, name }, detail: { before: verifiedDomain, domain } } };
  });
}
