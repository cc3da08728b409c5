import { tagOf } from "@/lib/tags";
import { deadLink } from "@/lib/addresses/links";
import { endChange } from "@/lib/addresses/change";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { endCredential } from "@/lib/credentials/revoke";
import { hashPassword } from "@/lib/crypto/password-hash";
import { db, type Transaction } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { isRefusal, Refusal } from "@/lib/errors";
import { passwordChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { consumeSecret, findSecret } from "@/lib/single-use/consume";
import { endSecrets } from "@/lib/single-use/issue";
import { requireGoodPassword } from "@/lib/users/password-policy";
import { listRemainingAccess, type RemainingAccess } from "./remaining-access";

/**
 * Sets the password of the account that a mailed link was made for, and proves its address. All its sessions end, and the tokens
 * that were fetched with the old password; returns what can still act for it. A bad password does not use the link up.
 * Throws VALIDATION_FAILED (`token`, `password`) or ACCOUNT_SUSPENDED.
 */
export async function resetPassword(caller: Caller, token: string, password: string): Promise<RemainingAccess[]> {
  const user = await findResetUser(token);
  if (!user) throw deadLink();
  requireGoodPassword(password, user);
  const passwordHash = await hashPassword(password);
  return withAudit(caller, async (tx) => {
    const secret = await consumeSecret(tx, "reset_password", token);
    if (!secret) throw deadLink();
    // bound to the address that it was sent to, and to an account that may sign in, as both are now
    const { count } = await tx.user.updateMany({ where: { id: user.id, email: secret.email, suspendedAt: null }, data: { passwordHash, emailVerifiedAt: user.emailVerifiedAt ?? clock.now() } });
    if (count !== 1) throw deadLink();
    const sessionsEnded = await endSignIns(tx, user.id);
    const remaining = await listRemainingAccess(tx, user.id);
    await notify(tx, user.id, passwordChanged(caller, remaining.length === 0 ? [] : [`These go on working: ${remaining.map(({ what, name }) => `${what} “${name}”`).join(", ")}.`]));
    return {
      result: remaining,
      actor: { kind: "user", userId: user.id, name: user.username },
      changed: [tagOf.user(user.id)],
      entry: { action: "user.password_reset", target: { type: "user", id: user.id, name: user.username }, detail: { sessions_ended: sessionsEnded, lives_on: remaining.length } },
    };
  });
}

/** Whose password a link would set, for the page that asks for the new one. Looking does not use it up. */
export async function describeReset(token: string): Promise<{ state: "live"; username: string } | { state: "dead" } | { state: "suspended" }> {
  try {
    const user = await findResetUser(token);
    return user ? { state: "live", username: user.username } : { state: "dead" };
  } catch (error) {
    if (isRefusal(error)) return { state: "suspended" };
    throw error;
  }
}

async function findResetUser(token: string): Promise<User | undefined> {
  const secret = await findSecret("reset_password", token);
  const user = secret?.userId ? await db().user.findUnique({ where: { id: secret.userId } }) : null;
  if (!user || user.email !== secret!.email) return undefined;
  if (user.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
  return user;
}

/** Everything that began with the old password, finished or not. */
async function endSignIns(tx: Transaction, userId: string): Promise<number> {
  const open = await tx.credential.findMany({ where: { userId, kind: { in: ["session", "access_token"] }, revokedAt: null }, select: { id: true } });
  for (const { id } of open) await endCredential(tx, id, "password_reset");
  for (const purpose of ["reset_password", "second_factor"] as const) await endSecrets(tx, purpose, userId);
  await endChange(tx, userId);
  return open.length;
}
