import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock, secondsFromNow } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { UpdateConnectedAppBody } from "@/lib/contract/connected-apps";
import { describeChange } from "@/lib/credentials/change";
import { chooseExpiry } from "@/lib/credentials/limits";
import { revokeCredential } from "@/lib/credentials/revoke";
import { config } from "@/lib/env/config";
import { invalid, notFound } from "@/lib/errors";
import { chooseScopes } from "@/lib/scopes/choose";
import { noteNewEnd } from "@/lib/reminders/note-new-end";
import { recordStep } from "../doctor/record";
import { describeEnd } from "../grants/end-reasons";
import { getConnectedApp, ownConnections, type ConnectedAppRow } from "./find";

/**
 * Narrows, widens, renames or limits a living connection; its tokens follow at the next request. Never beyond what the changer
 * holds. One guarded update: a connection that was revoked meanwhile stays revoked, and answers NOT_FOUND.
 */
export async function changeConnectedApp(ctx: UserContext, id: string, change: UpdateConnectedAppBody): Promise<ConnectedAppRow> {
  const before = await getConnectedApp(ctx, id);
  const expiresAt = change.expires_in === undefined ? undefined : chooseEnd(ctx, change.expires_in);
  const data = {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.scopes !== undefined && { scopes: chooseScopes(ctx.principal, change.scopes).scopes }),
    ...(expiresAt && { expiresAt }),
  };
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.credential.updateMany({ where: { AND: [ownConnections(ctx), { id, revokedAt: null, expiresAt: { gt: clock.now() } }] }, data });
    if (count !== 1) throw notFound();
    if (expiresAt) {
      await tx.refreshToken.updateMany({ where: { credentialId: id }, data: { expiresAt } });
      await noteNewEnd(tx, id);
    }
    const detail = { ...describeChange(change), ...(change.scopes && { former_scopes: before.scopes }) };
    return { result: undefined, changed: [tagOf.credential(id)], entry: { action: "grant.updated", organizationId: before.organizationId ?? undefined, target: { type: "grant", id, name: before.name }, detail } };
  });
  return getConnectedApp(ctx, id);
}

function chooseEnd(ctx: UserContext, seconds: number): Date {
  const longest = config().refreshTokenTtlSeconds;
  if (seconds > longest) throw invalid("expires_in", `must be at most ${longest}`);
  return chooseExpiry(ctx.principal, seconds) ?? secondsFromNow(seconds);
}

/** Disconnects an app: its access tokens, refresh tokens and what was exchanged from them are refused from the next request on. */
export async function revokeConnectedApp(ctx: UserContext, id: string): Promise<void> {
  const row = await getConnectedApp(ctx, id);
  await withAudit(ctx, async (tx) => ({
    result: undefined,
    changed: await revokeCredential(tx, id, "revoked_by_owner"),
    entry: { action: "grant.revoked", organizationId: row.organizationId ?? undefined, target: { type: "grant", id, name: row.name }, detail: { reason: describeEnd("revoked_by_owner") } },
  }));
  recordStep({ step: "revoke", succeeded: true, clientId: row.client?.clientId, clientName: row.client?.name, userId: row.userId, credentialId: id, detail: { by: ctx.principal.kind }, caller: ctx });
}
