import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { SecondFactorState } from "@/lib/contract/second-factor";
import { db } from "@/lib/db/client";
import { getUser } from "@/lib/users/find-users";
import { findFactors, isEnabled } from "./factors";

/** The caller's own, in wire shape. */
export function getSecondFactor({ principal: { user } }: UserContext): Promise<SecondFactorState> {
  return describe(user);
}

/** Somebody's, for administrators. */
export async function getSecondFactorOf(ctx: UserContext, userId: string): Promise<SecondFactorState> {
  return describe(await getUser(ctx, userId));
}

async function describe({ id, role }: { id: string; role: string }): Promise<SecondFactorState> {
  const factors = await findFactors(id);
  const policy = await db().rolePolicy.findUnique({ where: { role } });
  return {
    enabled: isEnabled(factors),
    required: policy?.secondFactorRequired ?? false,
    totp: factors.totpConfirmedAt && { confirmed_at: toWireTime(factors.totpConfirmedAt) },
    passkeys: factors.passkeys,
    recovery_codes_left: await db().recoveryCode.count({ where: { userId: id, usedAt: null } }),
  };
}
