import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Principal, UserContext } from "@/lib/context";
import { scopeAllows } from "@/lib/contract/scopes";
import { describeChange, resumed, type CredentialChange } from "@/lib/credentials/change";
import { describeCredential } from "@/lib/credentials/describe";
import { db } from "@/lib/db/client";
import { invalid, notFound, Refusal } from "@/lib/errors";
import { credentialPausedByAdmin } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { tagOf } from "@/lib/tags";
import { stillLiving } from "@/lib/users/govern/list-credentials";
import { revokeUserCredential } from "@/lib/users/govern/revoke-credential";
import { holdingInclude, type Holding } from "./list";

/** May they pause and revoke what is somebody else's? Administrators with a session, or with an app that was given `users:write`. */
export function governsOthers({ kind, user, scopes, organizationId }: Principal): boolean {
  return (kind === "session" || kind === "grant") && user.role === "admin" && scopeAllows(scopes, "users:write") && organizationId === undefined;
}

/** Pauses or resumes what is somebody else's, and tells them; all else about it is for its owner. Throws NOT_FOUND, the same for what does not exist and for callers who may not. */
export async function pauseGoverned(ctx: UserContext, id: string, change: CredentialChange): Promise<Holding> {
  const row = await getGoverned(ctx, id);
  const { paused, ...rest } = change;
  if (row.kind === "session") throw invalid("id", "is a session: it cannot be changed, only ended");
  if (paused === undefined || Object.values(rest).some((value) => value !== undefined)) throw new Refusal("FORBIDDEN", {}, "What is somebody else's can be paused, resumed and revoked by an administrator, and changed by its owner alone");
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.credential.updateMany({ where: { id, revokedAt: null }, data: paused ? { pausedAt: clock.now() } : resumed });
    if (count !== 1) throw notFound();
    if (row.userId !== ctx.principal.user.id) await notify(tx, row.userId, credentialPausedByAdmin(describeCredential(row), paused));
    const entry = { action: `${row.kind}.updated`, organizationId: row.organizationId ?? undefined, subjectUserId: row.userId, target: { type: row.kind, id, name: row.name }, detail: describeChange(change) };
    return { result: undefined, changed: [tagOf.credential(id)], entry };
  });
  return getGoverned(ctx, id);
}

/** Ends what is somebody else's, for good, and tells them. Throws NOT_FOUND. */
export async function revokeGoverned(ctx: UserContext, id: string): Promise<void> {
  const { userId } = await getGoverned(ctx, id);
  await revokeUserCredential(ctx, userId, id);
}

async function getGoverned(ctx: UserContext, id: string): Promise<Holding> {
  const row = governsOthers(ctx.principal) ? await db().credential.findFirst({ where: { AND: [{ id }, stillLiving()] }, include: holdingInclude }) : null;
  if (!row) throw notFound();
  return row;
}
