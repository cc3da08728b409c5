import { switchAlerts } from "../alerts/switch";
import { telegramContext } from "../accounts/context";
import { findAccount } from "../accounts/identity";
import { html } from "../html";
import type { Reply, Sender } from "../reply";
import { noAccount } from "./words";

/** /alerts on, /alerts off, /alerts. */
export async function answerAlerts(sender: Sender, argument: string): Promise<Reply> {
  const account = await findAccount(sender);
  if (!account) return noAccount();
  const ctx = telegramContext(account);
  const wanted = { on: true, off: false }[argument.toLowerCase()];
  if (wanted === undefined) return { text: html`Security alerts are <b>${account.identity.alertsOn ? "on" : "off"}</b>. Send /alerts on or /alerts off to change that.` };
  if (wanted !== account.identity.alertsOn) await switchAlerts(ctx, wanted);
  return { text: wanted ? html`Security alerts are <b>on</b>: new sign-ins, new keys and changed passwords are told here.` : html`Security alerts are <b>off</b>. Nothing is sent here unless you ask.` };
}
