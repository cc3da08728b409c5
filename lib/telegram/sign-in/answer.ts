import { randomInt } from "node:crypto";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { SingleUseSecret } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { findSecret } from "@/lib/single-use/consume";
import { findAccount, findOrMakeAccount } from "../accounts/identity";
import { askByButtons, type Pressed } from "../buttons";
import { html } from "../html";
import { describePlace } from "../place";
import type { PressReply, Reply, Sender } from "../reply";
import { signInLifetimeSeconds, type SignInDetail } from "./begin";

const gone = (): Reply => ({ text: html`This sign-in is over: it was answered, or is older than five minutes. Begin again in the browser.` });

/**
 * Somebody followed a sign-in link. Whoever is sent such a link by a stranger would let the stranger in: so the question names the
 * place, and the answer is the number that the browser shows, which only who sits before it can see.
 */
export async function askToSignIn(sender: Sender, secret: string): Promise<Reply> {
  const row = await findSecret("telegram_sign_in", secret);
  if (!row || row.userId) return gone();
  const { ip, user_agent: userAgent, number } = row.detail as SignInDetail;
  const account = await findAccount(sender);
  const who = account ? html` as <b>${account.user.username}</b>` : html`? There is no account for this Telegram yet: signing in makes one`;
  const rows = [choicesWith(number).map((choice) => ({ label: choice, choice })), [{ label: "No, it was not me", choice: "no" }]];
  return {
    text: html`Sign in to ${config().publicUrl}${who}?\n\nA browser asks from ${describePlace({ ip: ip || undefined, userAgent: userAgent || undefined })}.\n\nIf that is you, press the number that it shows. If somebody sent you the link, press No: they would get in as you.`,
    buttons: await askByButtons(sender, "sign_in", { sign_in_hash: row.hash }, signInLifetimeSeconds, rows),
  };
}

export async function answerSignIn(sender: Sender, { choice, detail }: Pressed): Promise<PressReply> {
  const row = await findOpen(String(detail["sign_in_hash"]));
  if (!row) return { message: gone() };
  if (choice !== (row.detail as SignInDetail).number) {
    await refuse(row);
    const why = choice === "no" ? html`Nobody was signed in.` : html`That was not the number, so nobody was signed in.`;
    return { message: { text: html`${why} The link no longer works.` } };
  }
  const { user } = await findOrMakeAccount(sender);
  const { count } = await db().singleUseSecret.updateMany({ where: { hash: row.hash, userId: null, usedAt: null, expiresAt: { gt: clock.now() } }, data: { userId: user.id } });
  if (count !== 1) return { message: gone() };
  return { message: { text: html`Confirmed. Your browser goes on as <b>${user.username}</b> by itself; if not, press “I have confirmed” there.` } };
}

async function findOpen(hash: string): Promise<SingleUseSecret | undefined> {
  const row = await db().singleUseSecret.findUnique({ where: { hash } });
  return row && row.usedAt === null && row.userId === null && row.expiresAt > clock.now() ? row : undefined;
}

/** The browser is told so; it does not wait for what will not come. */
async function refuse({ hash, detail }: SingleUseSecret): Promise<void> {
  await db().singleUseSecret.updateMany({ where: { hash, userId: null, usedAt: null }, data: { usedAt: clock.now(), detail: { ...(detail as SignInDetail), refused: true } } });
}

/** The right number among two others, in any order. */
function choicesWith(number: string): string[] {
  const choices = new Set([number]);
  while (choices.size < 3) choices.add(String(randomInt(10, 100)));
  return [...choices].sort();
}
