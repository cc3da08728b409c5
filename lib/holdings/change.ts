import { tagOf } from "@/lib/tags";
import { changeApiKey, revokeApiKey } from "@/lib/api-keys/change";
import { changeApiToken, revokeApiToken } from "@/lib/api-tokens/change";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { changedColumns, describeChange, type CredentialChange } from "@/lib/credentials/change";
import { revokeCredential } from "@/lib/credentials/revoke";
import { invalid, notFound, Refusal } from "@/lib/errors";
import { changeConnectedApp, revokeConnectedApp } from "@/lib/oauth/connections/change";
import { deletePersonalToken } from "@/lib/personal-token/show";
import { noteNewEnd } from "@/lib/reminders/note-new-end";
import { endSession } from "@/lib/sessions/end";
import { pauseGoverned, revokeGoverned } from "./govern";
import { findHolding, getHolding, type Holding } from "./list";

/** Pauses, renames or limits a credential of whichever kind; acts on its next request. Administrators pause what is somebody else's, too. Throws NOT_FOUND, FORBIDDEN or VALIDATION_FAILED. */
export async function changeHolding(ctx: UserContext, id: string, change: CredentialChange): Promise<Holding> {
  const before = await findHolding(ctx, id);
  if (!before) return pauseGoverned(ctx, id, change);
  if (before.kind === "session") throw invalid("id", "is a session: it cannot be changed, only ended");
  if (before.kind === "api_key") await changeApiKey(ctx, id, change);
  else if (before.kind === "api_token") await changeApiToken(ctx, id, change);
  else if (before.kind === "grant") await changeGrant(ctx, before, change);
  else await changeColumns(ctx, before, change);
  return getHolding(ctx, id);
}

/** Scopes and end of a connection have rules of their own: it always has both. */
async function changeGrant(ctx: UserContext, before: Holding, change: CredentialChange): Promise<void> {
  const { scopes, expires_in, ...rest } = change;
  if (scopes === null) throw invalid("scopes", "must be named: a connected app never holds more than somebody has agreed to");
  if (expires_in === null) throw invalid("expires_in", "must be given: a connection always ends");
  if (scopes || expires_in) await changeConnectedApp(ctx, before.id, { ...(scopes && { scopes }), ...(expires_in && { expires_in }) });
  if (Object.values(rest).some((value) => value !== undefined)) await changeColumns(ctx, before, rest);
}

async function changeColumns(ctx: UserContext, before: Holding, change: CredentialChange): Promise<void> {
  // an app is given no say over other apps and over the token that stands for the person
  if (ctx.principal.kind !== "session") throw new Refusal("FORBIDDEN", {}, "Only you yourself can change this: sign in");
  const { id, kind, name, organizationId } = before;
  const data = changedColumns(ctx.principal, change, before);
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.credential.updateMany({ where: { id, userId: ctx.principal.user.id, revokedAt: null }, data });
    if (count !== 1) throw notFound();
    if (change.expires_in !== undefined) await noteNewEnd(tx, id);
    return { result: undefined, changed: [tagOf.credential(id)], entry: { action: `${kind}.updated`, organizationId: organizationId ?? undefined, target: { type: kind, id, name }, detail: describeChange(change) } };
  });
}

/** Ends a credential of whichever kind, for good. Throws NOT_FOUND. */
export async function revokeHolding(ctx: UserContext, id: string): Promise<void> {
  const row = await findHolding(ctx, id);
  if (!row) return revokeGoverned(ctx, id);
  switch (row.kind) {
    case "session":
      return endSession(ctx, id);
    case "grant":
      return revokeConnectedApp(ctx, id);
    case "api_key":
      return revokeApiKey(ctx, id);
    case "api_token":
      return revokeApiToken(ctx, id);
    case "personal_token":
      return deletePersonalToken(ctx);
    default:
      return revoke(ctx, row);
  }
}

async function revoke(ctx: UserContext, { id, kind, name }: Holding): Promise<void> {
  await withAudit(ctx, async (tx) => ({ result: undefined, changed: await revokeCredential(tx, id, "revoked_by_owner"), entry: { action: `${kind}.revoked`, target: { type: kind, id, name } } }));
}
