import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { requireRole } from "@/lib/users/require-role";

/** Ends an initial access token for good. Clients that were registered with it stay. */
export async function revokeInitialAccessToken(ctx: UserContext, id: string): Promise<void> {
  requireRole(ctx, "admin");
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.initialAccessToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: clock.now() } });
    if (count !== 1) throw notFound();
    const { name } = await tx.initialAccessToken.findUniqueOrThrow({ where: { id } });
    return { result: undefined, entry: { action: "initial_access_token.revoked", target: { type: "initial_access_token", id, name } } };
  });
}
