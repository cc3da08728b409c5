import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { secondFactorChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { lockFactors, settleRemoval } from "@/lib/second-factor/factors";

/** Throws REAUTHENTICATION_REQUIRED, NOT_FOUND, or CONFLICT where it is the last factor and the role needs one. */
export async function removeTotp(ctx: UserContext): Promise<void> {
  requireRecentSignIn(ctx);
  const { user } = ctx.principal;
  await withAudit(ctx, async (tx) => {
    await lockFactors(tx, user.id);
    const { count } = await tx.totp.deleteMany({ where: { userId: user.id, confirmedAt: { not: null } } });
    if (count !== 1) throw notFound();
    await settleRemoval(tx, user.id);
    await notify(tx, user.id, secondFactorChanged(ctx, "The app that shows codes was removed from your account."));
    return { result: undefined, changed: [tagOf.user(user.id)], entry: { action: "totp.removed", target: { type: "user", id: user.id, name: user.username } } };
  });
}
