import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { requireRole } from "@/lib/users/require-role";
import { clientInclude, type ClientRow } from "../manage/find";
import { lockClient } from "../manage/lock";

type Change = { from: string[]; to: string; action: string; refused: string };

/** A client that waits for approval may be connected from now on. */
export function approveClient(ctx: UserContext, id: string): Promise<ClientRow> {
  return setStatus(ctx, id, { from: ["pending"], to: "active", action: "oauth_client.approved", refused: "This client does not wait for approval" });
}

/** Nobody can connect the client, and its tokens are refused, until it is unblocked. */
export function blockClient(ctx: UserContext, id: string): Promise<ClientRow> {
  return setStatus(ctx, id, { from: ["active", "pending"], to: "blocked", action: "oauth_client.blocked", refused: "This client is blocked already" });
}

export function unblockClient(ctx: UserContext, id: string): Promise<ClientRow> {
  return setStatus(ctx, id, { from: ["blocked"], to: "active", action: "oauth_client.unblocked", refused: "This client is not blocked" });
}

/** Of two administrators who decide at once, the second sees what the first has decided. */
async function setStatus(ctx: UserContext, id: string, { from, to, action, refused }: Change): Promise<ClientRow> {
  requireRole(ctx, "admin");
  return withAudit(ctx, async (tx) => {
    const { status, name } = await lockClient(tx, id, { id });
    if (!from.includes(status)) throw new Refusal("CONFLICT", {}, refused);
    const row = await tx.oauthClient.update({ where: { id }, data: { status: to }, include: clientInclude });
    return { result: row, changed: [tagOf.client(id)], entry: { action, organizationId: row.organizationId ?? undefined, target: { type: "oauth_client", id, name }, detail: { client_id: row.clientId, before: status } } };
  });
}
