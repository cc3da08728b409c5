import { seal, unseal } from "@/lib/crypto/seal";
import { derivedKey } from "@/lib/crypto/secret-key";
import { afterCommit } from "@/lib/db/after-commit";
import type { Transaction } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { newId } from "@/lib/ids";
import { clock } from "@/lib/clock";
import { oneLine, type MailKind, type MailMessage } from "./message";
import { printLink } from "./print-link";
import { wakeSender } from "./wake";

export type NewMail = {
  kind: MailKind;
  to: string;
  /** Whose account it is about, where there is one. */
  userId?: string | undefined;
  message: MailMessage;
};

/**
 * Puts a mail into the queue, in the transaction of what it speaks of: it leaves once that is committed, and never if it is not.
 * Without `SMTP_URL` it is kept for the administrator's outbox, and its link is told on the console. Returns its id.
 */
export async function queueMail(tx: Transaction, { kind, to, userId, message }: NewMail): Promise<string> {
  const id = newId("mail");
  const leaves = config().mail.smtpUrl !== undefined;
  await tx.mail.create({
    data: {
      id,
      kind,
      // named in any case: the statement is the same for an address that has an account and for one that has none
      userId: userId ?? null,
      toAddress: to,
      subject: oneLine(message.subject),
      ciphertext: seal(derivedKey("mail"), JSON.stringify(message), id),
      status: leaves ? "waiting" : "kept",
      nextAttemptAt: leaves ? clock.now() : null,
    },
  });
  if (leaves) afterCommit(tx, wakeSender);
  else if (kind !== "notice") afterCommit(tx, () => printLink(to, message));
  return id;
}

/** What a queued mail says, for its sender and for the outbox. */
export function openMail(mail: { id: string; ciphertext: string }): MailMessage {
  return JSON.parse(unseal(derivedKey("mail"), mail.ciphertext, mail.id)) as MailMessage;
}
