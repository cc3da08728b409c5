import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { ensurePersonalToken } from "@/lib/personal-token/ensure";
import { replacePersonalToken } from "@/lib/personal-token/replace";
import { telegramContext } from "../accounts/context";
import { findAccount, findOrMakeAccount } from "../accounts/identity";
import { requireTelegramAlone } from "../accounts/second-factor";
import { html, type Html } from "../html";
import type { Reply, Sender } from "../reply";

/** Callback data of the button that deletes its own message. */
export const deleteMessage = "delete";

/** /get: the personal API token of the sender's account, both made on first use. */
export async function getToken(sender: Sender): Promise<Reply> {
  const isStranger = (await findAccount(sender)) === undefined;
  const account = await findOrMakeAccount(sender);
  await requireTelegramAlone(account.user);
  const { token } = await ensurePersonalToken(telegramContext(account));
  const welcome = isStranger ? html`Your account is <b>${account.user.username}</b>. Sign in with Telegram at ${config().publicUrl}${paths.login} to see it.\n\n` : html``;
  return showToken(html`${welcome}Your API token:`, token);
}

/** /revoke: a new token in place of the old one, which is refused from the next request on. */
export async function revokeToken(sender: Sender): Promise<Reply> {
  const account = await findAccount(sender);
  if (!account) return { text: html`There is no token to replace yet. Send /get for your first one.` };
  await requireTelegramAlone(account.user);
  const { token } = await replacePersonalToken(telegramContext(account));
  return showToken(html`The old token no longer works. Your new API token:`, token);
}

function showToken(heading: Html, token: string): Reply {
  return {
    text: html`${heading}\n\n<code>${token}</code>\n\nSend it with each call as\n<code>Authorization: Bearer &lt;token&gt;</code>\n\nIt never expires. Whoever has it acts as you: copy it, then delete this message. /get shows it again, /revoke replaces it.`,
    buttons: [[{ label: "Copy", copy: token }, { label: "Delete this message", data: deleteMessage }]],
  };
}
