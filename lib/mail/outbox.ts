import type { z } from "zod";
import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { withAudit } from "@/lib/audit/with-audit";
import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { ListMailsQuery, MailText, MailView } from "@/lib/contract/mails";
import { db } from "@/lib/db/client";
import type { Mail } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { notFound } from "@/lib/errors";
import { requireRole } from "@/lib/users/require-role";
import { openMail } from "./queue";
import { renderMail } from "./render";

/** The mails of the last weeks, newest first, for administrators: whom, what about, and what became of them; never what they say. */
export async function listMails(ctx: UserContext, query: z.output<typeof ListMailsQuery>) {
  requireRole(ctx, "admin");
  const rows = await db().mail.findMany({
    where: { ...(query.status && { status: query.status }), ...(query.cursor && { id: { lt: query.cursor } }) },
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

/**
 * What a mail says that has not been sent, its link included. Such a link lets its reader choose somebody's password: it takes a
 * sign-in of the last ten minutes, and the log says who has read it. Throws REAUTHENTICATION_REQUIRED or NOT_FOUND.
 */
export async function readMail(ctx: UserContext, id: string): Promise<z.infer<typeof MailText>> {
  requireRole(ctx, "admin");
  const mail = await db().mail.findUnique({ where: { id } });
  if (!mail?.ciphertext) throw notFound();
  requireRecentSignIn(ctx);
  const message = openMail({ id, ciphertext: mail.ciphertext });
  const { brandName, publicUrl } = config();
  const { text } = renderMail(message, { name: brandName, url: publicUrl });
  return withAudit(ctx, async () => ({
    result: { id, to: mail.toAddress, subject: mail.subject, text, ...(message.action && { link: message.action.url }) },
    entry: { action: "mail.read", ...(mail.userId && { subjectUserId: mail.userId }), target: { type: "mail", id, name: mail.subject }, detail: { to: mail.toAddress, kind: mail.kind } },
  }));
}

export function toMailView(mail: Mail): MailView {
  return {
    id: mail.id,
    kind: mail.kind,
    to: mail.toAddress,
    subject: mail.subject,
    status: mail.status as MailView["status"],
    readable: mail.ciphertext !== null,
    attempts: mail.attempts,
    last_error: mail.lastError ?? undefined,
    created_at: toWireTime(mail.createdAt),
    sent_at: toWireTime(mail.sentAt),
    next_attempt_at: toWireTime(mail.nextAttemptAt),
  };
}
