import { withAudit } from "@/lib/audit/with-audit";
import type { AuditEntry } from "@/lib/audit/entry";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { verifyNothing, verifyPassword } from "@/lib/crypto/password-hash";
import { db, type Transaction } from "@/lib/db/client";
import type { SingleUseSecret } from "@/lib/db/generated/client";
import { queueMail } from "@/lib/mail/queue";
import { issueSecret } from "@/lib/single-use/issue";
import { requireLinkBudget } from "./link-budget";
import { verificationSeconds } from "./links";
import { alreadyRegisteredMail, verificationMail } from "./mails";

/** A registration that waits for its link. There is no account yet, so an address or a username cannot be taken by whoever does not own it. */
export type PendingRegistration = {
  /** A wish: if it is taken when the link is opened, digits are put behind it. */
  username?: string;
  /** bcrypt, as in an account. */
  passwordHash: string;
  /** The page to go on to, a path of our own. */
  next?: string;
};

/**
 * Where addresses must prove themselves before there is an account. A known address and an unknown one are answered alike, cost the
 * same statements, and leave the same kind of row: only the mail differs, and only the owner of the address reads it.
 */
export async function askForProof(caller: Caller, email: string, pending: PendingRegistration): Promise<void> {
  await requireLinkBudget(caller, email);
  await withAudit(caller, async (tx) => {
    const owner = await tx.user.findUnique({ where: { email } });
    const secret = await issuePending(tx, email, pending);
    await queueMail(tx, { kind: "verification", to: email, userId: owner?.id, message: owner ? alreadyRegisteredMail(email, owner.username) : verificationMail(email, pending.username, secret) });
    return { result: undefined, entry: requested(email) };
  });
}

/** A new link for the newest registration that waits with this address, if any does. */
export async function renewRegistration(caller: Caller, email: string): Promise<void> {
  const row = await findPending(email);
  if (!row) return;
  const pending = row.detail as PendingRegistration;
  await withAudit(caller, async (tx) => {
    const secret = await issuePending(tx, email, pending);
    await queueMail(tx, { kind: "verification", to: email, message: verificationMail(email, pending.username, secret) });
    return { result: undefined, entry: requested(email) };
  });
}

/** Is this the password that somebody gave who wanted to register with the address? Costs one comparison in any case. */
export async function isPendingPassword(email: string, password: string): Promise<boolean> {
  const row = await findPending(email);
  return row ? verifyPassword(password, (row.detail as PendingRegistration).passwordHash) : verifyNothing(password);
}

function findPending(email: string): Promise<SingleUseSecret | null> {
  return db().singleUseSecret.findFirst({ where: { purpose: "registration", email, usedAt: null, expiresAt: { gt: clock.now() } }, orderBy: { createdAt: "desc" } });
}

function issuePending(tx: Transaction, email: string, pending: PendingRegistration): Promise<string> {
  return issueSecret(tx, { purpose: "registration", lifetimeSeconds: verificationSeconds, email, detail: pending });
}

const requested = (email: string): AuditEntry => ({ action: "registration.requested", target: { type: "address", id: email } });
