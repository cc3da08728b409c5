import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Passkey } from "@/lib/db/generated/client";
import { notFound, Refusal } from "@/lib/errors";
import { countWaysIn, findWaysIn } from "@/lib/identities/ways-in";
import { secondFactorChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { lockFactors, settleRemoval } from "@/lib/second-factor/factors";

/** The caller's own, oldest first. */
export function listPasskeys(ctx: UserContext): Promise<Passkey[]> {
  return db().passkey.findMany({ where: { userId: ctx.principal.user.id }, orderBy: { id: "asc" } });
}

export async function renamePasskey(ctx: UserContext, id: string, name: string): Promise<Passkey> {
  const { user } = ctx.principal;
  return withAudit(ctx, async (tx) => {
    const { count } = await tx.passkey.updateMany({ where: { id, userId: user.id }, data: { name } });
    if (count !== 1) throw notFound();
    const result = await tx.passkey.findUniqueOrThrow({ where: { id } });
    return { result, entry: { action: "passkey.renamed", target: { type: "passkey", id, name } } };
  });
}

/** Throws REAUTHENTICATION_REQUIRED, NOT_FOUND, or CONFLICT where it is the last factor and the role needs one. */
export async function removePasskey(ctx: UserContext, id: string): Promise<void> {
  const { user } = ctx.principal;
  const passkey = await db().passkey.findFirst({ where: { id, userId: user.id } });
  if (!passkey) throw notFound();
  requireRecentSignIn(ctx);
  await withAudit(ctx, async (tx) => {
    await lockFactors(tx, user.id);
    const { count } = await tx.passkey.deleteMany({ where: { id, userId: user.id } });
    if (count !== 1) throw notFound();
    if (countWaysIn(await findWaysIn(tx, user.id)) === 0) throw new Refusal("CONFLICT", { field: "passkey" }, "It is your only way to sign in: choose a password first, or link another account");
    await settleRemoval(tx, user.id);
    await notify(tx, user.id, secondFactorChanged(ctx, `The passkey “${passkey.name}” was removed. It no longer signs in.`));
    return { result: undefined, changed: [tagOf.user(user.id)], entry: { action: "passkey.removed", target: { type: "passkey", id, name: passkey.name } } };
  });
}
