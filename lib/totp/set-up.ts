import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";
import { secondFactorChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { issueFirstRecoveryCodes } from "@/lib/recovery-codes/issue";
import { lockFactors } from "@/lib/second-factor/factors";
import { findStep, newTotpSecret, sealTotpSecret, totpUri } from "./secret";

/** Long enough to find the telephone. */
const waitsMilliseconds = 3_600_000;

/**
 * Makes the secret of an app that shows codes. It counts for nothing until it was confirmed by a first code; a second call
 * makes another. Throws REAUTHENTICATION_REQUIRED, or CONFLICT where an app is confirmed.
 */
export async function startTotp(ctx: UserContext): Promise<{ secret: string; uri: string }> {
  requireRecentSignIn(ctx);
  const { user } = ctx.principal;
  const secret = newTotpSecret();
  await withAudit(ctx, async (tx) => {
    await lockFactors(tx, user.id);
    const { count } = await tx.totp.deleteMany({ where: { userId: user.id, confirmedAt: null } });
    if (count === 0 && (await tx.totp.findUnique({ where: { userId: user.id } }))) throw alreadySetUp();
    await tx.totp.create({ data: { userId: user.id, ciphertext: sealTotpSecret(user.id, secret), createdAt: clock.now() } });
    return { result: undefined, entry: { action: "totp.started", target: { type: "user", id: user.id, name: user.username } } };
  });
  return { secret, uri: totpUri(secret, user.email ?? user.username) };
}

/**
 * The first code shows that the app works: from now on it is asked for beside the password. Returns recovery codes where the
 * account has none. Throws INVALID_CREDENTIALS for a wrong code, CONFLICT where there is nothing to confirm.
 */
export async function confirmTotp(ctx: UserContext, code: string): Promise<string[] | undefined> {
  const { user } = ctx.principal;
  const row = await db().totp.findUnique({ where: { userId: user.id } });
  if (row?.confirmedAt) throw alreadySetUp();
  if (!row || clock.now().getTime() - row.createdAt.getTime() > waitsMilliseconds) throw new Refusal("CONFLICT", { field: "totp" }, "There is no app to confirm: begin again");
  const step = findStep(row, code.replace(/\s/g, ""));
  if (step === undefined) throw new Refusal("INVALID_CREDENTIALS", { field: "code" }, "This is not the code that the app shows now");
  return withAudit(ctx, async (tx) => {
    await lockFactors(tx, user.id);
    const { count } = await tx.totp.updateMany({ where: { userId: user.id, ciphertext: row.ciphertext, confirmedAt: null }, data: { confirmedAt: clock.now(), lastUsedStep: step } });
    if (count !== 1) throw alreadySetUp();
    const result = await issueFirstRecoveryCodes(tx, user.id);
    await notify(tx, user.id, secondFactorChanged(ctx, "An app that shows codes was set up as your second factor."));
    return { result, changed: [tagOf.user(user.id)], entry: { action: "totp.confirmed", target: { type: "user", id: user.id, name: user.username } } };
  });
}

const alreadySetUp = () => new Refusal("CONFLICT", { field: "totp" }, "An app is set up already: remove it first");
