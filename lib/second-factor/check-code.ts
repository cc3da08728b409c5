import { withAudit } from "@/lib/audit/with-audit";
import { networkOf } from "@/lib/client-address/addresses";
import type { Caller } from "@/lib/context";
import type { User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { wrongCodes } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { reserveAttempt, type Attempt } from "@/lib/rate-limit/reserve-attempt";
import { takeRecoveryCode } from "@/lib/recovery-codes/take";
import { takeTotpCode } from "@/lib/totp/take";

const minute = 60_000;

/** Wrong codes after which a sign-in waits. Only who has the password gets here, so strangers lock nobody out with them. */
function limitsOf(userId: string, network: string) {
  return [
    { key: `code ${userId} ${network}`, limit: 5, milliseconds: 15 * minute },
    { key: `code ${userId}`, limit: 20, milliseconds: 15 * minute },
    // three codes of a million are good at any moment: a hundred guesses a day find one in nine years
    { key: `code of the day ${userId}`, limit: 100, milliseconds: 24 * 60 * minute },
    { key: `code ${network}`, limit: 50, milliseconds: 15 * minute },
  ];
}

/**
 * The six digits of the person's app, or a recovery code: good once. Returns which it was. Throws INVALID_CREDENTIALS or
 * RATE_LIMITED.
 */
export async function checkCode(caller: Caller, user: User, typed: string): Promise<"totp" | "recovery_code"> {
  const attempt = await reserveAttempt(limitsOf(user.id, networkOf(caller.ip)), (minutes) => `Too many wrong codes. Try again in ${minutes} minutes`);
  const code = typed.replace(/[\s-]/g, "");
  const isTotp = /^\d{6}$/.test(code);
  if (isTotp ? await takeTotpCode(user.id, code) : await takeRecoveryCode(caller, user, code)) {
    attempt.succeeded();
    return isTotp ? "totp" : "recovery_code";
  }
  await tellOfGuesses(caller, user, attempt);
  throw new Refusal("INVALID_CREDENTIALS", { field: "code" }, "This code is not right, or was used before");
}

/** Several wrong codes after the right password: somebody else may know it. Said once, with the guess after which the next must wait. */
async function tellOfGuesses(caller: Caller, user: User, { isLast }: Attempt): Promise<void> {
  if (!isLast) return;
  await withAudit(caller, async (tx) => {
    await notify(tx, user.id, wrongCodes(caller));
    return { result: undefined, actor: { kind: "anonymous" }, entry: { action: "second_factor.refused", subjectUserId: user.id, target: { type: "user", id: user.id, name: user.username }, detail: { reason: "Too many wrong codes after the right password" } } };
  });
}
