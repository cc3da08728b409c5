import { GrammyError, HttpError, type Api } from "grammy";
import type { Update } from "grammy/types";
import { pause } from "@/lib/db/run-alone";
import { log } from "@/lib/log";

/** How long Telegram holds a long poll open when there is no update. */
const holdSeconds = 25;
const longestBackoffMs = 60_000;

type Signal = Parameters<Api["getUpdates"]>[1];

export const wantedUpdates = ["message", "callback_query"] as const;

export type PollOptions = { api: Api; receive: (update: Update) => Promise<void>; signal: AbortSignal };

/** Asks Telegram for updates until the signal fires. Whatever goes wrong is said once and tried again, ever less often. */
export async function poll({ api, receive, signal }: PollOptions): Promise<void> {
  let offset = 0;
  const retry = new Retry(signal);
  // a webhook of an earlier time would get them instead
  let hasWebhook = true;
  while (!signal.aborted) {
    try {
      if (hasWebhook) await api.deleteWebhook();
      hasWebhook = false;
      const updates = await api.getUpdates({ offset, timeout: holdSeconds, allowed_updates: [...wantedUpdates] }, signal as unknown as Signal);
      for (const update of updates) {
        await receive(update);
        offset = update.update_id + 1;
      }
      retry.succeeded();
    } catch (error) {
      if (!signal.aborted) await retry.after(error);
    }
  }
}

/** Waits longer each time, and says each new reason once. */
export class Retry {
  #backoffMs = 500;
  #said: string | undefined;

  constructor(private readonly signal: AbortSignal) {}

  succeeded(): void {
    if (this.#said !== undefined) log.info("Telegram answers again");
    this.#said = undefined;
    this.#backoffMs = 500;
  }

  async after(error: unknown): Promise<void> {
    const reason = reasonOf(error);
    if (reason !== this.#said) log.warn(`${reason}; everything else runs, and it is tried again`);
    this.#said = reason;
    const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
    await pause(Math.max(asked, this.#backoffMs), this.signal);
    this.#backoffMs = Math.min(this.#backoffMs * 2, longestBackoffMs);
  }
}

/** In words of ours: the library's name the address, and the address has the token. */
function reasonOf(error: unknown): string {
  if (error instanceof HttpError) return "Telegram cannot be reached";
  if (!(error instanceof GrammyError)) return "A message to the Telegram bot could not be recorded";
  if (error.error_code === 401 || error.error_code === 404) return "Telegram refuses TELEGRAM_BOT_TOKEN: copy it anew from @BotFather";
  if (error.error_code === 409) return "Another program asks Telegram for this bot's messages: give each Keyhouse a bot of its own";
  return `Telegram answered ${error.error_code}`;
}
