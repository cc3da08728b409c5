import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { User } from "@/lib/db/generated/client";
import { secondFactorChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { hashRecoveryCode } from "./issue";

/** Uses a recovery code up: of all who present it at once exactly one is told true. The person hears of it. */
export async function takeRecoveryCode(caller: Caller, user: User, code: string): Promise<boolean> {
  const hash = hashRecoveryCode(user.id, code);
  return withAudit(caller, async (tx) => {
    const { count } = await tx.recoveryCode.updateMany({ where: { hash, userId: user.id, usedAt: null }, data: { usedAt: clock.now() } });
    if (count !== 1) return { result: false, entry: [] };
    const left = await tx.recoveryCode.count({ where: { userId: user.id, usedAt: null } });
    await notify(tx, user.id, secondFactorChanged(caller, `Somebody signed in with one of your recovery codes. ${left === 0 ? "None is left: make new ones." : `You have ${left} left.`}`));
    return {
      result: true,
      actor: { kind: "user", userId: user.id, name: user.username },
      entry: { action: "recovery_code.used", target: { type: "user", id: user.id, name: user.username }, detail: { left } },
    };
  });
}
