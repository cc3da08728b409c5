import { clock } from "@/lib/clock";
import { afterCommit } from "@/lib/db/after-commit";
import type { Transaction } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { newId } from "@/lib/ids";
import { html, joinHtml } from "../html";
import { runningBot } from "../status";

export type Alert = { subject: string; paragraphs: string[]; action?: { label: string; url: string } | undefined };

/** Tells a person in Telegram as well, where theirs is linked and alerts are on; in the transaction of what it speaks of. */
export async function queueAlert(tx: Transaction, userId: string, { subject, paragraphs, action }: Alert): Promise<void> {
  if (!config().signIn.telegram) return;
  const identity = await tx.identity.findUnique({ where: { userId_provider: { userId, provider: "telegram" } }, select: { subject: true, alertsOn: true } });
  if (!identity?.alertsOn) return;
  const parts = [html`<b>${subject}</b>`, ...paragraphs.map((paragraph) => html`${paragraph}`), ...(action ? [html`${action.label}: ${action.url}`] : [])];
  await tx.telegramMessage.create({ data: { id: newId("tgm"), userId, chatId: identity.subject, text: joinHtml(parts, "\n\n").source, nextAttemptAt: clock.now() } });
  afterCommit(tx, () => runningBot.peek()?.wake());
}
