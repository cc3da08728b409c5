import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { html } from "../html";
import type { Reply } from "../reply";

/** Commands as Telegram's menu lists them. */
export const menu = [
  { command: "get", description: "Show my API token" },
  { command: "revoke", description: "Replace my API token" },
  { command: "keys", description: "List my keys, give one a new secret, or revoke it" },
  { command: "device", description: "Let a device in by the code that it shows" },
  { command: "alerts", description: "Security alerts here: on or off" },
  { command: "help", description: "What this bot does" },
];

/** /start without a payload, /help, and whatever is not understood. */
export function help(opening = `This is the bot of ${config().brandName}.`): Reply {
  const lines = menu.map(({ command, description }) => `/${command} – ${description}`).join("\n");
  return { text: html`${opening}\n\n${breakLines(lines)}\n\nYour pages: ${config().publicUrl}` };
}

export function notUnderstood(): Reply {
  return help("I do not know that. What I can do:");
}

export function noAccount(): Reply {
  return { text: html`This Telegram has no account here yet.\n\nSend /get: it makes one, with a token. If you have an account already, link it under ${config().publicUrl}${paths.settingsSignIn} first.` };
}

function breakLines(text: string) {
  const [first = "", ...rest] = text.split("\n");
  return rest.reduce((whole, line) => html`${whole}\n${line}`, html`${first}`);
}
