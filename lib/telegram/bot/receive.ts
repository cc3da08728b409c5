import type { Update } from "grammy/types";
import { db } from "@/lib/db/client";
import { log } from "@/lib/log";

const mostUnderWay = 200;

/**
 * Takes each update once, whoever delivers it how often, and handles those of one chat in their order. An update is recorded before
 * it is handled: one that the process dies over is lost, and the person sends it again; none acts twice.
 */
export class Receiver {
  readonly #chats = new Map<string, Promise<void>>();
  #underWay = 0;
  #roomMade: (() => void) | undefined;

  constructor(
    private readonly botId: number,
    private readonly handle: (update: Update) => Promise<void>,
  ) {}

  /** Rejects where it could not be recorded. Does not wait until it is handled, unless too many are. */
  async receive(update: Update): Promise<void> {
    const { count } = await db().telegramUpdate.createMany({ data: [{ id: `${this.botId}:${update.update_id}` }], skipDuplicates: true });
    if (count !== 1) return;
    while (this.#underWay >= mostUnderWay) await new Promise<void>((resolve) => (this.#roomMade = resolve));
    this.#enqueue(chatOf(update), update);
  }

  /** What was taken is handled. */
  async drain(): Promise<void> {
    await Promise.all(this.#chats.values());
  }

  #enqueue(chat: string, update: Update): void {
    this.#underWay++;
    const turn = (this.#chats.get(chat) ?? Promise.resolve())
      .then(() => this.handle(update))
      // never the update itself: people send secrets
      .catch((error: unknown) => log.warn("A message to the Telegram bot could not be answered", { error }))
      .then(() => {
        this.#underWay--;
        this.#roomMade?.();
        if (this.#chats.get(chat) === turn) this.#chats.delete(chat);
      });
    this.#chats.set(chat, turn);
  }
}

function chatOf(update: Update): string {
  const id = update.message?.chat.id ?? update.callback_query?.from.id;
  return id === undefined ? "" : String(id);
}
