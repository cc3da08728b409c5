import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { telegramContext } from "../accounts/context";
import { findAccount } from "../accounts/identity";
import { askByButtons } from "../buttons";
import { html, joinHtml } from "../html";
import type { Reply, Sender } from "../reply";
import { describeKey, keyKinds } from "./describe-key";
import { noAccount } from "./words";

const most = 20;
/** More buttons than these nobody looks through on a phone. */
const mostButtons = 8;
const answerSeconds = 600;

/** /keys: what can call the API as the sender, by name, hint and last use. Never a secret. */
export async function listKeys(sender: Sender): Promise<Reply> {
  const account = await findAccount(sender);
  if (!account) return noAccount();
  const ctx = telegramContext(account);
  const rows = await db().credential.findMany({
    where: { userId: ctx.principal.user.id, kind: { in: keyKinds }, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] },
    orderBy: { id: "desc" },
    take: most + 1,
  });
  if (rows.length === 0) return { text: html`You have no keys yet. Send /get for your personal API token.` };
  const lines = rows.slice(0, most).map(describeKey);
  const more = rows.length > most ? html`\n\nAnd more: ${config().publicUrl}${paths.apiKeys}` : html``;
  const keys = rows.filter(({ kind }) => kind === "api_key").slice(0, mostButtons);
  const choices = keys.map(({ name }, index) => [{ label: `${name.replace(/\s+/g, " ").slice(0, 40)}…`, choice: `key ${index}` }]);
  const buttons = keys.length > 0 ? { buttons: await askByButtons(sender, "keys", { ids: keys.map(({ id }) => id) }, answerSeconds, choices) } : {};
  const hint = keys.length > 0 ? html`\n\nPress a key to give it a new secret, or to revoke it.` : html``;
  return { text: html`<b>Your keys</b>\n\n${joinHtml(lines, "\n\n")}${more}${hint}`, ...buttons };
}
