import type { Caller } from "@/lib/context";
import type { Transaction } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import type { MailMessage } from "@/lib/mail/message";
import { queueMail } from "@/lib/mail/queue";
import { limiter } from "@/lib/rate-limit/limiter";
import { queueAlert } from "@/lib/telegram/alerts/queue";

/** Something happened to somebody's account that they should know of. `./kinds.ts` has the usual ones. */
export type Notice = Pick<MailMessage, "subject" | "paragraphs" | "action"> & {
  /** What to do if it was not them; absent where somebody else is known to have done it. */
  ifNotYou?: string;
  /** Where the person has been answered already: it is not told there once more. */
  answeredIn?: Caller["channel"];
  /** Notices of one topic share a limit, so that a flood of them hides none of another. */
  topic?: string;
};

/**
 * Tells a person, in the transaction of what it speaks of, by the ways on which they can be reached: mail where there is an
 * address, Telegram where that is linked. Whoever cannot be reached is not told, and nothing fails for it.
 */
export async function notify(tx: Transaction, userId: string, notice: Notice): Promise<void> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true, emailVerifiedAt: true } });
  if (user?.email && mayReceive(user.email, notice.topic ?? notice.subject, user.emailVerifiedAt !== null)) await queueMail(tx, { kind: "notice", to: user.email, userId, message: toMessage(notice) });
  if (notice.answeredIn !== "telegram") await queueAlert(tx, userId, toMessage(notice));
}

/** No account can be used to fill a mailbox, least of all one that nobody has confirmed: it may be a stranger's. */
function mayReceive(email: string, topic: string, isVerified: boolean): boolean {
  return limiter().take(`notices to ${email} ${topic}`, isVerified ? 30 : 5, 3_600_000).allowed && (isVerified || limiter().take(`notices to ${email}`, 10, 3_600_000).allowed);
}

export function toMessage({ subject, paragraphs, action, ifNotYou }: Notice): MailMessage {
  return {
    subject,
    heading: subject,
    paragraphs: ifNotYou === undefined ? paragraphs : [...paragraphs, `If this was not you: ${ifNotYou}`],
    ...(action && { action }),
    footnote: `You get this mail because it concerns the security of your account at ${config().brandName}.`,
  };
}
