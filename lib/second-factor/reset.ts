import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { secondFactorChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { endSecrets } from "@/lib/single-use/issue";
import { getUser } from "@/lib/users/find-users";
import { lockFactors } from "./factors";

/**
 * For somebody who has lost it: an administrator takes app, passkeys and recovery codes off the account and ends its sessions.
 * The password alone signs in again, and the person is told. Throws NOT_FOUND, or CONFLICT for one's own account.
 */
export async function resetSecondFactor(ctx: UserContext, userId: string): Promise<void> {
  const user = await getUser(ctx, userId);
  if (userId === ctx.principal.user.id) throw new Refusal("CONFLICT", { field: "id" }, "Your own second factor is changed in your settings");
  await withAudit(ctx, async (tx) => {
    await lockFactors(tx, userId);
    const totp = await tx.totp.deleteMany({ where: { userId } });
    const passkeys = await tx.passkey.deleteMany({ where: { userId } });
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await endSecrets(tx, "second_factor", userId);
    const sessions = await tx.credential.updateMany({ where: { userId, kind: "session", revokedAt: null }, data: { revokedAt: clock.now(), revokedReason: "second_factor_reset" } });
    await notify(tx, userId, secondFactorChanged(ctx, "An administrator has reset your second factor and signed you out everywhere. Your password alone signs you in until you set up a new one."));
    const detail = { app: totp.count > 0, passkeys: passkeys.count, sessions_ended: sessions.count };
    return { result: undefined, changed: [tagOf.user(userId)], entry: { action: "second_factor.reset", subjectUserId: userId, target: { type: "user", id: userId, name: user.username }, detail } };
  });
}
