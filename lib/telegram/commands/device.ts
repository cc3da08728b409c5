import { config } from "@/lib/env/config";
import { isRefusal, Refusal } from "@/lib/errors";
import { decideDevice } from "@/lib/oauth/device/decide";
import { findDeviceRequest, type DevicePage } from "@/lib/oauth/device/find";
import { hashUserCode, readUserCode } from "@/lib/oauth/device/user-code";
import { paths } from "@/lib/paths";
import { telegramContext, type TelegramAccount } from "../accounts/context";
import { findAccount } from "../accounts/identity";
import { requireTelegramAlone } from "../accounts/second-factor";
import { askByButtons, type Pressed } from "../buttons";
import { html, joinHtml } from "../html";
import { describePlace } from "../place";
import type { PressReply, Reply, Sender } from "../reply";
import { noAccount } from "./words";

const answerSeconds = 600;

/** /device WDJB-MJHT, or the code alone: what waits, from where, for what; then yes or no, within the limits of the page. */
export async function askAboutDevice(sender: Sender, typed: string): Promise<Reply> {
  const account = await findAccount(sender);
  if (!account) return noAccount();
  await requireTelegramAlone(account.user);
  if (typed === "") return { text: html`Send the code that the device shows, for example /device BCDF-GHJK` };
  const page = await findDeviceRequest(telegramContext(account), typed);
  if (page.state === "unknown") return { text: html`No device waits with this code. It may be mistyped, answered already, or expired.` };
  if (page.state === "limited") return { text: html`Too many codes that were not right. Try again in ${Math.ceil(page.retry_after / 60)} minutes.` };
  return ask(sender, account, page);
}

async function ask(sender: Sender, { user }: TelegramAccount, page: Extract<DevicePage, { state: "ask" }>): Promise<Reply> {
  const { client, resource, offer, asked_from: from } = page;
  const given = offer.scopes.filter((scope) => scope.selected);
  const trust = client.verified_domain ? html` (${client.verified_domain})` : html` (not verified)`;
  const scopes = given.map((scope) => html`• ${scope.description} <code>${scope.name}</code>`);
  const left = offer.scopes.length - given.length;
  const more = left > 0 ? html` It asks for ${left} more that are only given there.` : html``;
  const code = readUserCode(page.user_code)!;
  const choices = given.length > 0 ? [{ label: "Allow", choice: `yes ${code}` }, { label: "Deny", choice: `no ${code}` }] : [{ label: "Deny", choice: `no ${code}` }];
  const buttons = await askByButtons(sender, "device", { scopes: given.map((scope) => scope.name), code_hash: hashUserCode(code) }, answerSeconds, [choices]);
  return {
    text: html`<b>${client.name}</b>${trust} on another device wants access to ${resource.own ? config().brandName : (resource.name ?? resource.uri)} as <b>${user.username}</b>.\n\nCode: <code>${page.user_code}</code>\nAsked from ${describePlace({ ip: from.ip, userAgent: from.user_agent })}\n\n${joinHtml(scopes, "\n")}\n\nTo give less, or for a time only: ${config().publicUrl}${paths.device}?user_code=${page.user_code}${more}\n\nAllow it only if the device in front of you shows this very code. If somebody sent you the code, deny: they would get in as you.`,
    buttons,
  };
}

export async function answerDevice(sender: Sender, { choice, detail }: Pressed): Promise<PressReply> {
  const account = await findAccount(sender);
  if (!account) return { message: noAccount() };
  const [verdict, code = ""] = choice.split(" ");
  const allow = verdict === "yes";
  try {
    // what a press carries is sent by the person's program, which may be anything
    if (hashUserCode(code) !== detail["code_hash"]) throw new Refusal("NOT_FOUND");
    await requireTelegramAlone(account.user);
    await decideDevice(telegramContext(account), code, { allow, accountId: account.user.id, scopes: detail["scopes"] as string[] });
  } catch (error) {
    if (isRefusal(error)) return { message: { text: html`${error.message}.` } };
    throw error;
  }
  if (!allow) return { message: { text: html`The device was refused. It gets no access.` } };
  return { message: { text: html`The device is connected: it notices within a few seconds. Narrow or end it at ${config().publicUrl}${paths.connectedApps}` } };
}
