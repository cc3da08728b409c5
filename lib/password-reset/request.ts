import { requireLinkBudget } from "@/lib/addresses/link-budget";
import { linkTo } from "@/lib/addresses/links";
import { withAudit } from "@/lib/audit/with-audit";
import type { Caller } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { later } from "@/lib/later";
import type { MailMessage } from "@/lib/mail/message";
import { queueMail } from "@/lib/mail/queue";
import { paths } from "@/lib/paths";
import { issueSecret } from "@/lib/single-use/issue";
import { normalizeEmail } from "@/lib/users/normalize";

const lifetimeSeconds = 3600;

/**
 * Mails a link by which a new password can be chosen. Whether there is such an account is not told: the answer is the same, and
 * given before anything is done. Throws RATE_LIMITED.
 */
export async function requestPasswordReset(caller: Caller, typedEmail: string): Promise<void> {
  const email = normalizeEmail(typedEmail);
  await requireLinkBudget(caller, email);
  const user = await db().user.findUnique({ where: { email } });
  later("Sending a link to choose a password", async () => {
    if (user) await mailLink(caller, user, email);
  });
}

/** A suspended account gets no link, but its owner learns why. One without a password gets its first by the link: who reads the mail owns the account. */
async function mailLink(caller: Caller, user: User, email: string): Promise<void> {
  await withAudit(caller, async (tx) => {
    const message = user.suspendedAt
      ? suspendedMail(user)
      : resetMail(user, await issueSecret(tx, { purpose: "reset_password", lifetimeSeconds, userId: user.id, email }));
    await queueMail(tx, { kind: "password_reset", to: email, userId: user.id, message });
    return {
      result: undefined,
      entry: { action: "user.password_reset_requested", subjectUserId: user.id, target: { type: "user", id: user.id, name: user.username }, detail: { link_sent: user.suspendedAt === null } },
    };
  });
}

function resetMail({ username, passwordHash }: User, secret: string): MailMessage {
  const { brandName } = config();
  return {
    subject: `Choose a new password for ${brandName}`,
    heading: passwordHash ? "Choose a new password" : "Choose a password",
    paragraphs: [
      `Somebody, hopefully you, wants to choose a new password for the account “${username}” at ${brandName}.`,
      ...(passwordHash ? [] : ["The account has no password yet: you sign in to it in another way, which goes on working."]),
      "The link works once, within an hour. Using it signs the account out everywhere.",
    ],
    action: { label: "Choose a new password", url: linkTo(paths.resetPassword, secret) },
    footnote: "If it was not you, do nothing: your password stays as it is.",
  };
}

function suspendedMail({ username }: User): MailMessage {
  const { brandName } = config();
  return {
    subject: `Your account at ${brandName} is suspended`,
    heading: "Your account is suspended",
    paragraphs: [`Somebody, perhaps you, wanted to choose a new password for the account “${username}” at ${brandName}. An administrator has suspended the account, so a new password would not let you in.`, "Ask an administrator why, and whether it can be reinstated."],
  };
}
