import { createHmac, randomBytes } from "node:crypto";
import { tagOf } from "@/lib/tags";
import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { derivedKey } from "@/lib/crypto/secret-key";
import type { Transaction } from "@/lib/db/client";
import { Refusal } from "@/lib/errors";
import { secondFactorChanged } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { hasSecondFactor, lockFactors } from "@/lib/second-factor/factors";

const codesPerSet = 10;

/** Ends the caller's recovery codes and makes ten new ones. Throws REAUTHENTICATION_REQUIRED, or CONFLICT where there is no second factor that they could stand in for. */
export async function replaceRecoveryCodes(ctx: UserContext): Promise<string[]> {
  requireRecentSignIn(ctx);
  const { user } = ctx.principal;
  return withAudit(ctx, async (tx) => {
    await lockFactors(tx, user.id);
    if (!(await hasSecondFactor(user.id, tx))) throw new Refusal("CONFLICT", { field: "second_factor" }, "Set up a second factor first: recovery codes stand in for one");
    const result = await issueRecoveryCodes(tx, user.id);
    await notify(tx, user.id, secondFactorChanged(ctx, "New recovery codes were made. The old ones no longer work."));
    return { result, changed: [tagOf.user(user.id)], entry: { action: "recovery_codes.replaced", target: { type: "user", id: user.id, name: user.username } } };
  });
}

/** With the first factor come the codes; undefined where there are unused ones already. */
export async function issueFirstRecoveryCodes(tx: Transaction, userId: string): Promise<string[] | undefined> {
  const left = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
  return left > 0 ? undefined : issueRecoveryCodes(tx, userId);
}

async function issueRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: codesPerSet }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ hash: hashRecoveryCode(userId, code), userId })) });
  return codes;
}

/** Short enough to be typed, so a plain hash could be guessed: keyed, and bound to the person. */
export function hashRecoveryCode(userId: string, code: string): string {
  return createHmac("sha256", derivedKey("short-code")).update(`recovery code ${userId} ${readRecoveryCode(code)}`).digest("hex");
}

/** As people type it: without regard to case, hyphens and spaces, and with the letters that are mistaken for digits. */
function readRecoveryCode(typed: string): string {
  return typed.toLowerCase().replace(/[\s-]/g, "").replaceAll("o", "0").replace(/[il]/g, "1");
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** 60 random bits in Crockford's base 32: `k7m2-9qxd-4v8p`. */
function newCode(): string {
  const letters = [...randomBytes(12)].map((byte) => alphabet[byte & 31]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}
