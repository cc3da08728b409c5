import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { telegramContext } from "../accounts/context";
import { findAccount } from "../accounts/identity";
import { html, joinHtml, type Html } from "../html";
import type { Reply, Sender } from "../reply";
import { noAccount } from "./words";

const most = 20;
const kinds: Record<string, string> = { personal_token: "Personal API token", api_key: "API key", api_token: "API token" };

/** /keys: what can call the API as the sender, by name, hint and last use. Never a secret. */
export async function listKeys(sender: Sender): Promise<Reply> {
  const account = await findAccount(sender);
  if (!account) return noAccount();
  const ctx = telegramContext(account);
  const rows = await db().credential.findMany({
    where: { userId: ctx.principal.user.id, kind: { in: Object.keys(kinds) }, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] },
    orderBy: { id: "desc" },
    take: most + 1,
  });
  if (rows.length === 0) return { text: html`You have no keys yet. Send /get for your personal API token.` };
  const lines = rows.slice(0, most).map(describe);
  const more = rows.length > most ? html`\n\nAnd more: ${config().publicUrl}${paths.apiKeys}` : html``;
  return { text: html`<b>Your keys</b>\n\n${joinHtml(lines, "\n\n")}${more}` };
}

function describe({ kind, name, hint, lastUsedAt, pausedAt }: Credential): Html {
  const what = kind === "personal_token" ? html`` : html` (${kinds[kind]!})`;
  const secret = hint ? html`\n<code>${hint}</code>` : html``;
  const state = pausedAt ? ", paused" : "";
  return html`<b>${name}</b>${what}${secret}\n${lastUsedAt ? `Last used ${shortTime(lastUsedAt)}` : "Never used"}${state}`;
}

function shortTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
