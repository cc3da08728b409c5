import { GrammyError, type Api } from "grammy";
import { clock, secondsFromNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { TelegramMessage } from "@/lib/db/generated/client";
import { log } from "@/lib/log";

const lookEveryMs = 15_000;
const batch = 20;
/** Longer than a call can take with all its tries: until then nobody else sends the same. */
const claimSeconds = 400;
const longestBackoffSeconds = 3600;
/** What could not be told within a day is no news. */
const daySeconds = 86_400;

/** Sends notices that wait, from whichever instance comes first; at most twice where one dies in the middle. */
export class AlertSender {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #isStarted = false;

  constructor(private readonly api: Api) {}

  start(): void {
    this.#isStarted = true;
    this.#timer = setInterval(() => this.wake(), lookEveryMs).unref();
    this.wake();
  }

  wake(): void {
    if (!this.#isStarted) return;
    if (this.#running) this.#again = true;
    else this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      await this.#sendWaiting().catch((error: unknown) => log.warn("Notices for Telegram wait: they could not be read", { error }));
    } while (this.#again && this.#isStarted);
    this.#running = undefined;
  }

  async #sendWaiting(): Promise<void> {
    while (this.#isStarted) {
      const rows = await db().telegramMessage.findMany({ where: { nextAttemptAt: { lte: clock.now() } }, orderBy: { id: "asc" }, take: batch });
      for (const row of rows) if (this.#isStarted) await this.#send(row);
      if (rows.length < batch) return;
    }
  }

  async #send(row: TelegramMessage): Promise<void> {
    const { count } = await db().telegramMessage.updateMany({ where: { id: row.id, nextAttemptAt: row.nextAttemptAt }, data: { nextAttemptAt: secondsFromNow(claimSeconds), attempts: { increment: 1 } } });
    if (count !== 1) return;
    try {
      await this.api.sendMessage(row.chatId, row.text, { parse_mode: "HTML", link_preview_options: { is_disabled: true } });
      await db().telegramMessage.deleteMany({ where: { id: row.id } });
    } catch (error) {
      await this.#keepOrDrop(row, error);
    }
  }

  async #keepOrDrop({ id, attempts, createdAt }: TelegramMessage, error: unknown): Promise<void> {
    // 400, 403: the person has blocked the bot or is gone; the same again changes nothing
    const isFinal = error instanceof GrammyError && [400, 403].includes(error.error_code);
    if (isFinal || createdAt < secondsFromNow(-daySeconds)) return void (await db().telegramMessage.deleteMany({ where: { id } }));
    const seconds = Math.min(30 * 2 ** attempts, longestBackoffSeconds);
    await db().telegramMessage.updateMany({ where: { id }, data: { nextAttemptAt: secondsFromNow(seconds) } });
  }
}
