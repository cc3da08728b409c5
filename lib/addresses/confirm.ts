import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { User } from "@/lib/db/generated/client";
import { isUniqueViolation } from "@/lib/db/errors";
import { Refusal } from "@/lib/errors";
import { consumeSecret } from "@/lib/single-use/consume";
import { createAccount } from "@/lib/users/create-account";
import { suggestUsername } from "@/lib/users/normalize";
import { confirmChange } from "./change";
import type { Confirmation } from "./confirmation";
import { findLink, type FoundLink } from "./find-link";
import { deadLink } from "./links";
import type { PendingRegistration } from "./registration";

/** Uses a mailed link up. It opens no session: the reader of the mail need not be the one who knows the password. Throws VALIDATION_FAILED (`token`) or CONFLICT (`email`). */
export async function confirmAddress(caller: Caller, token: string): Promise<Confirmation> {
  const link = await findLink(token);
  if (!link) throw deadLink();
  try {
    if (link.purpose === "registration") return await finishRegistration(caller, token, link);
    if (link.purpose === "verify_email") return await verifyAddress(caller, token, link.user!);
    return await confirmChange(caller, token, link.purpose, link.user!);
  } catch (error) {
    if (isTaken(error, "email")) throw new Refusal("CONFLICT", { field: "email" }, "There is already an account with this address");
    throw error;
  }
}

async function verifyAddress(caller: Caller, token: string, { id, username }: User): Promise<Confirmation> {
  return withAudit(caller, async (tx) => {
    const secret = await consumeSecret(tx, "verify_email", token);
    if (!secret) throw deadLink();
    // bound to the address: a link from before a change proves nothing of the new one
    const { count } = await tx.user.updateMany({ where: { id, email: secret.email }, data: { emailVerifiedAt: clock.now() } });
    if (count !== 1) throw deadLink();
    return {
      result: { outcome: "verified", email: secret.email!, username },
      actor: { kind: "user", userId: id, name: username },
      changed: [tagOf.user(id)],
      entry: { action: "user.email_verified", target: { type: "user", id, name: username }, detail: { email: secret.email } },
    };
  });
}

async function finishRegistration(caller: Caller, token: string, { secret: { email, detail } }: FoundLink): Promise<Confirmation> {
  const { username: wished, passwordHash, next } = detail as PendingRegistration;
  for (let attempt = 0; ; attempt++) {
    const username = attempt === 0 && wished !== undefined ? wished : suggestUsername(wished ?? email!, attempt);
    try {
      const user = await createVerified(caller, token, { email: email!, username, passwordHash });
      return { outcome: "registered", email: email!, username: user.username, next };
    } catch (error) {
      // taken by now: the link is still good, for the transaction was undone
      if (!isTaken(error, "username") || attempt > 5) throw error;
    }
  }
}

async function createVerified(caller: Caller, token: string, account: { email: string; username: string; passwordHash: string }): Promise<User> {
  return withAudit(caller, async (tx) => {
    const secret = await consumeSecret(tx, "registration", token);
    if (!secret) throw deadLink();
    const user = await createAccount(tx, { ...account, emailVerifiedAt: clock.now() });
    // whatever else waited with this address is over: it has an owner now
    await tx.singleUseSecret.updateMany({ where: { purpose: "registration", email: account.email, usedAt: null }, data: { usedAt: clock.now() } });
    return {
      result: user,
      actor: { kind: "user", userId: user.id, name: user.username },
      entry: { action: "user.registered", target: { type: "user", id: user.id, name: user.username }, detail: { role: user.role, email_verified: true } },
    };
  });
}

function isTaken(error: unknown, what: "email" | "username"): boolean {
  const fields = isUniqueViolation(error);
  return fields !== false && fields.some((field) => field.startsWith(what));
}
