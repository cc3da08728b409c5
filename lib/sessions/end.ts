import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { revokeCredential } from "@/lib/credentials/revoke";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";

/** Ends one of the caller's own sessions: cookie, signed tokens and refresh tokens are refused from the next request on. */
export async function endSession(ctx: UserContext, id: string): Promise<void> {
  const session = await db().credential.findFirst({ where: { id, kind: "session", userId: ctx.principal.user.id, revokedAt: null } });
  if (!session) throw notFound();
  await withAudit(ctx, async (tx) => ({
    result: undefined,
    changed: await revokeCredential(tx, id, "signed_out"),
    entry: { action: "session.ended", target: { type: "session", id }, detail: { own: id === ctx.principal.credentialId } },
  }));
}
