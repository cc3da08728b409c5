import { clock } from "@/lib/clock";
import { isRefusal } from "@/lib/errors";
import { readUserCode } from "@/lib/oauth/device/user-code";
import { limiter } from "@/lib/rate-limit/limiter";
import { takeAnswer, type Pressed } from "./buttons";
import { answerAlerts } from "./commands/alerts";
import { answerDevice, askAboutDevice } from "./commands/device";
import { answerKey, askAboutKey } from "./commands/key";
import { listKeys } from "./commands/keys";
import { deleteMessage, getToken, revokeToken } from "./commands/token";
import { help, notUnderstood } from "./commands/words";
import { html } from "./html";
import { answerLink, askToLink } from "./link/answer";
import { linkPrefix } from "./link/code";
import type { PressReply, Reply, Sender } from "./reply";
import { answerSignIn, askToSignIn } from "./sign-in/answer";
import { signInPrefix } from "./sign-in/begin";

const messagesPerMinute = 20;

/** What the bot says to a message in a private chat; nothing to somebody who floods it. */
export async function answerMessage(sender: Sender, text: string): Promise<Reply | undefined> {
  const flood = takeTurn(sender);
  if (flood) return flood === "told" ? undefined : flood;
  try {
    return await answerText(sender, text.trim());
  } catch (error) {
    return refusalReply(error);
  }
}

/** The same for a button that was pressed. */
export async function answerPress(sender: Sender, data: string): Promise<PressReply> {
  const flood = takeTurn(sender);
  if (flood) return { flash: "Too many at once. Try again in a minute." };
  if (data === deleteMessage) return { message: "delete" };
  try {
    const pressed = await takeAnswer(sender, data);
    if (!pressed) return { flash: "This button no longer works." };
    return await answerPressed(sender, pressed);
  } catch (error) {
    return { message: refusalReply(error) };
  }
}

function answerPressed(sender: Sender, pressed: Pressed): Promise<PressReply> {
  switch (pressed.kind) {
    case "link":
      return answerLink(sender, pressed);
    case "sign_in":
      return answerSignIn(sender, pressed);
    case "device":
      return answerDevice(sender, pressed);
    case "keys":
      return askAboutKey(sender, pressed);
    case "key":
      return answerKey(sender, pressed);
  }
}

function answerText(sender: Sender, text: string): Promise<Reply> | Reply {
  const [, command, argument = ""] = /^\/(\w+)(?:@\w+)?(?:\s+(.*))?$/s.exec(text) ?? [];
  switch (command?.toLowerCase()) {
    case "start":
      return start(sender, argument.trim());
    case "get":
      return getToken(sender);
    case "revoke":
      return revokeToken(sender);
    case "keys":
      return listKeys(sender);
    case "alerts":
      return answerAlerts(sender, argument.trim());
    case "device":
      return askAboutDevice(sender, argument.trim());
    case "help":
      return help();
    default:
      // the code of a device, typed as the device shows it
      return text.length <= 12 && readUserCode(text) !== undefined ? askAboutDevice(sender, text) : notUnderstood();
  }
}

/** A deep link carries what it is for. */
function start(sender: Sender, payload: string): Promise<Reply> | Reply {
  if (payload.startsWith(linkPrefix)) return askToLink(sender, payload.slice(linkPrefix.length));
  if (payload.startsWith(signInPrefix)) return askToSignIn(sender, payload.slice(signInPrefix.length));
  return help();
}

/** Undefined: go on. A flood is answered once, then not at all until its minute is over. */
function takeTurn({ id }: Sender): Reply | "told" | undefined {
  const budget = limiter().take(`telegram ${id}`, messagesPerMinute);
  if (budget.allowed) return undefined;
  const seconds = Math.max(1, Math.ceil((budget.resetsAt - clock.now().getTime()) / 1000));
  return limiter().take(`telegram flood ${id}`, 1).allowed ? { text: html`Too many messages. I answer again in ${seconds} seconds.` } : "told";
}

function refusalReply(error: unknown): Reply {
  if (!isRefusal(error)) throw error;
  if (error.code === "ACCOUNT_SUSPENDED") return { text: html`This account is suspended. Ask an administrator.` };
  return { text: html`${error.message.replace(/\.$/, "")}.` };
}
