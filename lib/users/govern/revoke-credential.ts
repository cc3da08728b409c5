import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { describeCredential } from "@/lib/credentials/describe";
import { revokeCredential } from "@/lib/credentials/revoke";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { credentialRevokedByAdmin } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { getUser } from "../find-users";

/**
 * Ends a credential of somebody else's account for good, whatever its kind, and tells the person. Throws NOT_FOUND, the same for
 * one of another account as for one that does not exist.
 */
export async function revokeUserCredential(ctx: UserContext, userId: string, credentialId: string): Promise<void> {
  const user = await getUser(ctx, userId);
  const row = await db().credential.findFirst({ where: { id: credentialId, userId: user.id, revokedAt: null } });
  if (!row) throw notFound();
  const { id, kind, name } = row;
  await withAudit(ctx, async (tx) => {
    const changed = await revokeCredential(tx, id, "revoked_by_admin");
    if (user.id !== ctx.principal.user.id) await notify(tx, user.id, credentialRevokedByAdmin(describeCredential(row)));
    return {
      result: undefined,
      changed,
      entry: { action: kind === "session" ? "session.ended" : `${kind}.revoked`, organizationId: row.organizationId ?? undefined, subjectUserId: user.id, target: { type: kind, id, name }, detail: { reason: "revoked_by_admin" } },
    };
  });
}
