import { setMaxListeners } from "node:events";
import { Api } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import { pause, runAlone } from "@/lib/db/run-alone";
import type { Config } from "@/lib/env/config";
import type { TelegramConfig } from "@/lib/env/sign-in";
import { log } from "@/lib/log";
import { paths } from "@/lib/paths";
import { AlertSender } from "../alerts/send";
import { menu } from "../commands/words";
import { runningBot } from "../status";
import { handleUpdate } from "./handle";
import { patiently } from "./outgoing";
import { poll, Retry, wantedUpdates } from "./poll";
import { Receiver } from "./receive";
import { webhookSecret } from "./webhook-secret";

/** Longer than Telegram holds a question open. */
const timeoutSeconds = 40;
/** Time for answers under way when the server stops. */
const farewellMs = 2000;

/**
 * Starts the bot beside everything else and returns at once: the start does not depend on Telegram. Answers
 * how to stop.
 */
export function startTelegram(config: Config, telegram: TelegramConfig): () => Promise<void> {
  const [beginning, stopping] = [new AbortController(), new AbortController()];
  // each call that waits for its turn listens
  setMaxListeners(0, stopping.signal);
  const api = new Api(telegram.botToken, { apiRoot: telegram.apiRoot, timeoutSeconds });
  api.config.use(patiently(stopping.signal));
  const receiver = new Receiver(Number(telegram.botToken.split(":")[0]), (update) => handleUpdate(api, update));
  const alerts = new AlertSender(api);
  let me: UserFromGetMe | undefined;
  runningBot.set({ username: () => me?.username, receive: (update) => receiver.receive(update as Update), wake: () => alerts.wake() });

  let stopWork: () => Promise<void> = async () => undefined;
  const started = introduce(api, beginning.signal).then((found) => {
    if (!found) return;
    me = found;
    log.info(`The Telegram bot @${found.username} answers`);
    alerts.start();
    stopWork = deliver(config, telegram, api, (update) => receiver.receive(update));
  });
  return async () => {
    beginning.abort();
    runningBot.clear();
    const orderly = started.then(() => Promise.all([stopWork(), alerts.stop()])).then(() => receiver.drain());
    await Promise.race([orderly, pause(farewellMs, stopping.signal)]);
    // an open long poll must not delay the shutdown
    stopping.abort();
  };
}

/** Who the bot is, asked until Telegram answers. */
async function introduce(api: Api, signal: AbortSignal): Promise<UserFromGetMe | undefined> {
  for (const retry = new Retry(signal); !signal.aborted; ) {
    try {
      const me = await api.getMe();
      await api.setMyCommands(menu, { scope: { type: "all_private_chats" } });
      retry.succeeded();
      return me;
    } catch (error) {
      await retry.after(error);
    }
  }
  return undefined;
}

/** How updates come: we ask, one instance at a time, or Telegram calls any of them. */
function deliver({ databaseUrl, publicUrl }: Config, { mode }: TelegramConfig, api: Api, receive: (update: Update) => Promise<void>): () => Promise<void> {
  if (mode === "polling") return runAlone({ databaseUrl, name: "telegram polling", work: (signal) => poll({ api, receive, signal }) });
  const stopping = new AbortController();
  const set = setWebhook(api, `${publicUrl}${paths.telegramWebhook}`, stopping.signal);
  return async () => {
    stopping.abort();
    await set;
  };
}

async function setWebhook(api: Api, url: string, signal: AbortSignal): Promise<void> {
  for (const retry = new Retry(signal); !signal.aborted; ) {
    try {
      await api.setWebhook(url, { secret_token: webhookSecret(), allowed_updates: [...wantedUpdates] });
      return retry.succeeded();
    } catch (error) {
      await retry.after(error);
    }
  }
}
