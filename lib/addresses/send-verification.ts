import { withAudit } from "@/lib/audit/with-audit";
import type { Caller } from "@/lib/context";
import { db, type Transaction } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { later } from "@/lib/later";
import { queueMail } from "@/lib/mail/queue";
import { issueSecret } from "@/lib/single-use/issue";
import { normalizeEmail } from "@/lib/users/normalize";
import { requireLinkBudget } from "./link-budget";
import { verificationSeconds } from "./links";
import { verificationMail } from "./mails";
import { renewRegistration } from "./registration";

/** A link that proves the address of an account, in the transaction that makes the account or changes it. Older ones end. */
export async function sendVerification(tx: Transaction, user: Pick<User, "id" | "username">, email: string): Promise<void> {
  const secret = await issueSecret(tx, { purpose: "verify_email", lifetimeSeconds: verificationSeconds, userId: user.id, email });
  await queueMail(tx, { kind: "verification", to: email, userId: user.id, message: verificationMail(email, user.username, secret) });
}

/** The link once more. Whether anybody waits for one is not told: the answer is the same, and given before anything is done. */
export async function resendVerification(caller: Caller, typedEmail: string): Promise<void> {
  const email = normalizeEmail(typedEmail);
  await requireLinkBudget(caller, email);
  const user = await db().user.findUnique({ where: { email } });
  later("Sending a verification link", async () => {
    if (!user) await renewRegistration(caller, email);
    else if (!user.emailVerifiedAt && config().mail.verification !== "off") await sendAgain(caller, user, email);
  });
}

async function sendAgain(caller: Caller, user: User, email: string): Promise<void> {
  await withAudit(caller, async (tx) => {
    await sendVerification(tx, user, email);
    return { result: undefined, entry: { action: "user.verification_requested", subjectUserId: user.id, target: { type: "user", id: user.id, name: user.username } } };
  });
}
