import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { changedColumns, describeChange, type CredentialChange } from "@/lib/credentials/change";
import { revokeCredential } from "@/lib/credentials/revoke";
import type { Credential } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { noteNewEnd } from "@/lib/reminders/note-new-end";
import { getApiToken, ownApiTokens } from "./find";

/** Changes name, scopes, addresses or limit of one of the caller's tokens; acts on the token's next request. */
export async function changeApiToken(ctx: UserContext, id: string, change: CredentialChange): Promise<Credential> {
  const before = await getApiToken(ctx, id);
  const data = changedColumns(ctx.principal, change, before);
  return withAudit(ctx, async (tx) => {
    const { count } = await tx.credential.updateMany({ where: { ...ownApiTokens(ctx), id }, data });
    if (count !== 1) throw notFound();
    if (change.expires_in !== undefined) await noteNewEnd(tx, id);
    const row = await tx.credential.findUniqueOrThrow({ where: { id } });
    return { result: row, changed: [tagOf.credential(id)], entry: { action: "api_token.updated", target: { type: "api_token", id, name: before.name }, detail: describeChange(change) } };
  });
}

export async function revokeApiToken(ctx: UserContext, id: string): Promise<void> {
  const { name } = await getApiToken(ctx, id);
  await withAudit(ctx, async (tx) => ({
    result: undefined,
    changed: await revokeCredential(tx, id, "revoked_by_owner"),
    entry: { action: "api_token.revoked", target: { type: "api_token", id, name } },
  }));
}
