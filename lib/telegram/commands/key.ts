import { getApiKey, type ApiKeyRow } from "@/lib/api-keys/find";
import { revokeApiKey } from "@/lib/api-keys/change";
import { rotateApiKey } from "@/lib/api-keys/rotate";
import { scopeAllows } from "@/lib/contract/scopes";
import type { UserContext } from "@/lib/context";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import { paths } from "@/lib/paths";
import { telegramContext } from "../accounts/context";
import { findAccount } from "../accounts/identity";
import { requireTelegramAlone } from "../accounts/second-factor";
import { askByButtons, type Choice, type Pressed } from "../buttons";
import { html } from "../html";
import type { PressReply, Sender } from "../reply";
import { describeKey } from "./describe-key";
import { deleteMessage } from "./token";
import { noAccount } from "./words";

const answerSeconds = 300;
const aDay = 86_400;

/** A key of the list was pressed: what it is, and what can be done about it from here. */
export async function askAboutKey(sender: Sender, { choice, detail }: Pressed): Promise<PressReply> {
  const account = await findAccount(sender);
  if (!account) return { message: noAccount() };
  const ctx = telegramContext(account);
  const id = (detail["ids"] as string[])[Number(choice.replace("key ", ""))];
  // what a press carries is sent by the person's program, which may be anything
  if (id === undefined) throw new Refusal("NOT_FOUND");
  const row = await getApiKey(ctx, id);
  const buttons = await askByButtons(sender, "key", { id }, answerSeconds, choicesFor(ctx, row));
  const page = html`\n\nEverything else about it: ${config().publicUrl}${paths.apiKey(id)}`;
  return { message: { text: html`${describeKey(row)}${row.leakedAt ? html`\n\n<b>Reported as leaked:</b> it is paused until it has a new secret.` : html``}${page}`, buttons } };
}

/** A viewer looks and takes back; a new secret is for whoever may write keys. A leaked one ends at once. */
function choicesFor({ principal }: UserContext, { leakedAt }: ApiKeyRow): Choice[][] {
  const rotations = [{ label: "New secret, old one ends now", choice: "rotate 0" }, ...(leakedAt ? [] : [{ label: "New secret, old one works a day", choice: `rotate ${aDay}` }])];
  return [...(scopeAllows(principal.scopes, "keys:write") ? rotations.map((one) => [one]) : []), [{ label: "Revoke for good", choice: "revoke" }]];
}

export async function answerKey(sender: Sender, { choice, detail }: Pressed): Promise<PressReply> {
  const account = await findAccount(sender);
  if (!account) return { message: noAccount() };
  const ctx = telegramContext(account);
  const row = await getApiKey(ctx, detail["id"] as string);
  if (choice === "revoke") {
    await revokeApiKey(ctx, row.id);
    return { message: { text: html`<b>${row.name}</b> is revoked: it is refused from its next request on. Who still calls with it: ${config().publicUrl}${paths.apiKey(row.id)}` } };
  }
  const overlapSeconds = { "rotate 0": 0, [`rotate ${aDay}`]: aDay }[choice];
  if (overlapSeconds === undefined) throw new Refusal("NOT_FOUND");
  if (!scopeAllows(ctx.principal.scopes, "keys:write")) throw new Refusal("FORBIDDEN", { required_scope: "keys:write" });
  await requireTelegramAlone(account.user);
  const { key } = await rotateApiKey(ctx, row.id, { overlapSeconds });
  const old = overlapSeconds === 0 ? "The old secret no longer works." : "The old secret works for one more day; who still uses it stands on the key's page.";
  return {
    message: {
      text: html`The new secret of <b>${row.name}</b>, shown this once:\n\n<code>${key}</code>\n\n${old} Copy it, then delete this message.`,
      buttons: [[{ label: "Copy", copy: key }, { label: "Delete this message", data: deleteMessage }]],
    },
  };
}
