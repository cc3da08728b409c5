import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { livingGrants, reachableClient } from "./find";
import { lockClient } from "./lock";

/** Removes a client with everything that it was given: its tokens are refused from the next request on. */
export async function deleteClient(ctx: UserContext, id: string): Promise<void> {
  const where = await reachableClient(ctx, id);
  await withAudit(ctx, async (tx) => {
    const { name, clientId, organizationId } = await lockClient(tx, id, where);
    const grants = await tx.credential.count({ where: { clientId: id, ...livingGrants() } });
    await tx.oauthClient.delete({ where: { id } });
    return {
      result: undefined,
      changed: [tagOf.client(id)],
      entry: { action: "oauth_client.deleted", organizationId: organizationId ?? undefined, target: { type: "oauth_client", id, name }, detail: { client_id: clientId, connections_ended: grants } },
    };
  });
}
