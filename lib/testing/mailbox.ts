import { db } from "@/lib/db/client";
import { finishLater } from "@/lib/later";
import type { MailMessage } from "@/lib/mail/message";
import { openMail } from "@/lib/mail/queue";

export type KeptMail = MailMessage & { kind: string; to: string; token: string | undefined };

/** What was mailed to an address, oldest first, in a house without a mail server. Waits for what is still on its way. */
export async function mailsTo(email: string): Promise<KeptMail[]> {
  await finishLater();
  const rows = await db().mail.findMany({ where: { toAddress: email, ciphertext: { not: null } }, orderBy: { id: "asc" } });
  return rows.map((row) => {
    const message = openMail({ id: row.id, ciphertext: row.ciphertext! });
    return { ...message, kind: row.kind, to: row.toAddress, token: message.action && (new URL(message.action.url).searchParams.get("token") ?? undefined) };
  });
}

/** The secret of the newest link that was mailed to an address. */
export async function newestToken(email: string): Promise<string> {
  const token = (await mailsTo(email)).findLast((mail) => mail.token !== undefined)?.token;
  if (token === undefined) throw new Error(`No link was mailed to ${email}`);
  return token;
}
