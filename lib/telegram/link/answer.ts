import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { db } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/errors";
import { config } from "@/lib/env/config";
import { isRefusal, Refusal } from "@/lib/errors";
import { attach } from "@/lib/identities/attach";
import { paths } from "@/lib/paths";
import { consumeHash, findSecret } from "@/lib/single-use/consume";
import { telegramCaller } from "../accounts/context";
import { findAccount, provedBy } from "../accounts/identity";
import { askByButtons, type Pressed } from "../buttons";
import { html } from "../html";
import { describePlace } from "../place";
import type { PressReply, Reply, Sender } from "../reply";
import { linkLifetimeSeconds } from "./code";

const settings = () => `${config().publicUrl}${paths.settingsSignIn}`;
const gone = (): Reply => ({ text: html`This link no longer works: it was used, replaced, or is older than ten minutes. Make a new one at ${settings()}` });

/**
 * Somebody followed a deep link with a linking code. Asked before anything happens: a link that a stranger has sent would tie this
 * Telegram to the stranger's account.
 */
export async function askToLink(sender: Sender, secret: string): Promise<Reply> {
  const row = await findSecret("telegram_link", secret);
  const user = row?.userId ? await db().user.findUnique({ where: { id: row.userId } }) : null;
  if (!row || !user || user.suspendedAt) return gone();
  const account = await findAccount(sender);
  if (account) return alreadyLinked(account.user, user.id);
  const { ip, user_agent: userAgent } = row.detail as { ip: string; user_agent: string };
  const rows = [[{ label: "Yes, link it", choice: "yes" }, { label: "No", choice: "no" }]];
  return {
    text: html`Link this Telegram to the account <b>${user.username}</b> at ${config().publicUrl}?\n\nThe link was made from ${describePlace({ ip: ip || undefined, userAgent: userAgent || undefined })}.\n\nSay yes only if you made it yourself. From then on this Telegram signs in as ${user.username} and sees its token.`,
    buttons: await askByButtons(sender, "link", { link_hash: row.hash }, linkLifetimeSeconds, rows),
  };
}

function alreadyLinked(owner: { id: string; username: string }, wantedId: string): Reply {
  if (owner.id === wantedId) return { text: html`This Telegram is linked to <b>${owner.username}</b> already. There is nothing to do.` };
  return {
    text: html`This Telegram belongs to another account here: <b>${owner.username}</b>. One Telegram has one account.\n\nTo move it: sign in as ${owner.username} (“Sign in with Telegram”), then either unlink it at ${settings()}, or, if you do not need that account, delete it at ${config().publicUrl}${paths.settingsAccount}. Then make a new link in the account that you keep.`,
  };
}

export async function answerLink(sender: Sender, { choice, detail }: Pressed): Promise<PressReply> {
  const hash = String(detail["link_hash"]);
  if (choice !== "yes") {
    await consumeHash(db(), "telegram_link", hash);
    return { message: { text: html`Nothing was linked, and the link no longer works.` } };
  }
  try {
    const username = await link(sender, hash);
    return { message: { text: html`This Telegram is now linked to <b>${username}</b>.\n\n/get shows your API token, /keys your keys. Security alerts come here; /alerts off stops them.` } };
  } catch (error) {
    if (isUniqueViolation(error)) return { message: { text: html`This Telegram, or that account, was linked to another one at the same moment. Nothing was changed by this link.` } };
    if (isRefusal(error)) return { message: error.code === "NOT_FOUND" ? gone() : { text: html`${error.message}.` } };
    throw error;
  }
}

/** Code, identity and audit row in one transaction: of many who use one code, or of many codes used by one Telegram, one wins. */
async function link(sender: Sender, hash: string): Promise<string> {
  const caller = telegramCaller();
  return withAudit(caller, async (tx) => {
    const row = await consumeHash(tx, "telegram_link", hash);
    if (!row?.userId) throw new Refusal("NOT_FOUND");
    await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${row.userId}::uuid FOR UPDATE`;
    const user = await tx.user.findUnique({ where: { id: row.userId } });
    if (!user) throw new Refusal("NOT_FOUND");
    if (user.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
    const entry = await attach(tx, caller, user, provedBy(sender), "person");
    return { result: user.username, changed: [tagOf.user(user.id)], actor: { kind: "user", userId: user.id, name: user.username }, entry };
  });
}

