import { randomBytes } from "node:crypto";
import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { tagOf } from "@/lib/tags";
import { withAudit, type Audited } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller, UserContext } from "@/lib/context";
import { db, type Transaction } from "@/lib/db/client";
import type { Prisma, SingleUseSecret, User } from "@/lib/db/generated/client";
import { invalid, notFound } from "@/lib/errors";
import { queueMail } from "@/lib/mail/queue";
import { addressChanged } from "@/lib/notices/kinds";
import { toMessage } from "@/lib/notices/notify";
import { hasSecondFactor } from "@/lib/second-factor/factors";
import { consumeSecret } from "@/lib/single-use/consume";
import { endSecrets, issueSecret, type Purpose } from "@/lib/single-use/issue";
import { checkPassword } from "@/lib/users/check-password";
import { normalizeEmail } from "@/lib/users/normalize";
import type { Confirmation } from "./confirmation";
import { requireLinkBudget } from "./link-budget";
import { deadLink, verificationSeconds } from "./links";
import { addressTakenMail, newAddressMail, oldAddressMail } from "./mails";

type Side = Extract<Purpose, "change_email" | "agree_to_change_email">;

/** What the links of a change carry: the new address's (`change_email`) and, where one was confirmed, the old address's (`agree_to_change_email`). */
export type PendingChange = {
  change: string;
  from?: string;
  to: string;
  /** The other address must confirm as well; false once it has. */
  waitsForOther: boolean;
};

/**
 * Begins to change the address. A confirmed one goes only with its own consent: whoever stole the session and the password
 * still does not have the mailbox, and could otherwise lock the owner out. Returns which addresses must confirm. Throws REAUTHENTICATION_REQUIRED
 * without the password or a sign-in of the last ten minutes. An address that belongs to somebody else is answered like any other.
 */
export async function requestAddressChange(ctx: UserContext, input: { email: string; password?: string | undefined }): Promise<("new" | "old")[]> {
  const user = await db().user.findUnique({ where: { id: ctx.principal.user.id } });
  if (!user) throw notFound();
  // where there is a second factor the password alone does not say who it is
  if (input.password === undefined || (await hasSecondFactor(user.id))) requireRecentSignIn(ctx);
  else await checkPassword(ctx, { username: user.username }, input.password);
  const to = normalizeEmail(input.email);
  if (to === user.email) throw invalid("email", "is your address already");
  await requireLinkBudget(ctx, to);
  const from = user.emailVerifiedAt ? user.email : null;
  await withAudit(ctx, async (tx) => {
    const detail = { change: randomBytes(8).toString("hex"), ...(user.email !== null && { from: user.email }), to, waitsForOther: from !== null };
    await endChange(tx, user.id);
    await askNewAddress(tx, user, to, detail);
    if (from !== null) await askOldAddress(tx, user, from, detail);
    return { result: undefined, entry: { action: "user.email_change_requested", target: { type: "user", id: user.id, name: user.username }, detail: { from: user.email, to } } };
  });
  return from === null ? ["new"] : ["new", "old"];
}

/** Ends a change that waits. */
export async function endChange(tx: Transaction, userId: string): Promise<void> {
  await endSecrets(tx, "change_email", userId);
  await endSecrets(tx, "agree_to_change_email", userId);
}

async function askNewAddress(tx: Transaction, user: User, to: string, detail: PendingChange): Promise<void> {
  const owner = await tx.user.findUnique({ where: { email: to } });
  const secret = await issueSecret(tx, { purpose: "change_email", lifetimeSeconds: verificationSeconds, userId: user.id, email: to, detail });
  const message = owner ? addressTakenMail(to, owner.username) : newAddressMail(user.username, user.email, to, secret);
  await queueMail(tx, { kind: "address_change", to, userId: owner?.id ?? user.id, message });
}

async function askOldAddress(tx: Transaction, user: User, from: string, detail: PendingChange): Promise<void> {
  const secret = await issueSecret(tx, { purpose: "agree_to_change_email", lifetimeSeconds: verificationSeconds, userId: user.id, email: from, detail });
  await queueMail(tx, { kind: "address_change", to: from, userId: user.id, message: oldAddressMail(user.username, from, detail.to, secret) });
}

/** One of the two links was opened. The address changes with the second of them, whichever that is. */
export async function confirmChange(caller: Caller, token: string, side: Side, user: User): Promise<Confirmation> {
  return withAudit(caller, async (tx) => {
    // both may be opened at the same moment: the second waits here and sees the first
    await tx.$queryRaw`SELECT id::text FROM "user" WHERE id = ${user.id}::uuid FOR UPDATE`;
    const secret = await consumeSecret(tx, side, token);
    if (!secret) throw deadLink();
    const detail = secret.detail as PendingChange;
    return detail.waitsForOther ? noteConfirmation(tx, side, user, secret) : changeAddress(tx, caller, user, detail);
  });
}

async function noteConfirmation(tx: Transaction, side: Side, user: User, secret: SingleUseSecret): Promise<Audited<Confirmation>> {
  const detail = secret.detail as PendingChange;
  const purpose: Side = side === "change_email" ? "agree_to_change_email" : "change_email";
  const { count } = await tx.singleUseSecret.updateMany({
    where: { purpose, userId: user.id, usedAt: null, expiresAt: { gt: clock.now() }, detail: { path: ["change"], equals: detail.change } },
    data: { detail: { ...detail, waitsForOther: false } satisfies Prisma.InputJsonObject },
  });
  if (count !== 1) throw deadLink();
  return {
    result: { outcome: "half_changed", email: secret.email!, username: user.username },
    actor: { kind: "user", userId: user.id, name: user.username },
    entry: { action: "user.email_change_confirmed", target: { type: "user", id: user.id, name: user.username }, detail: { by: secret.email, to: detail.to } },
  };
}

async function changeAddress(tx: Transaction, caller: Caller, user: User, { from, to }: PendingChange): Promise<Audited<Confirmation>> {
  const { count } = await tx.user.updateMany({ where: { id: user.id, email: from ?? null }, data: { email: to, emailVerifiedAt: clock.now() } });
  if (count !== 1) throw deadLink();
  for (const purpose of ["verify_email", "reset_password"] as const) await endSecrets(tx, purpose, user.id);
  for (const address of [from, to]) if (address !== undefined) await queueMail(tx, { kind: "notice", to: address, userId: user.id, message: toMessage(addressChanged(caller, from, to)) });
  return {
    result: { outcome: "changed", email: to, username: user.username },
    actor: { kind: "user", userId: user.id, name: user.username },
    changed: [tagOf.user(user.id)],
    entry: { action: "user.email_changed", target: { type: "user", id: user.id, name: user.username }, detail: { from, to } },
  };
}

/** A change that waits for its links, for the settings page. */
export async function findPendingChange(ctx: UserContext): Promise<{ to: string; waitsFor: string[] } | undefined> {
  const open = await db().singleUseSecret.findMany({
    where: { userId: ctx.principal.user.id, purpose: { in: ["change_email", "agree_to_change_email"] }, usedAt: null, expiresAt: { gt: clock.now() } },
    orderBy: { purpose: "desc" },
  });
  const [first] = open;
  return first && { to: (first.detail as PendingChange).to, waitsFor: open.map(({ email }) => email!) };
}
