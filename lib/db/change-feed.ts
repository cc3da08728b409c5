import { log } from "@/lib/log";
import { slot } from "@/lib/slot";

/** Tells every instance of Keyhouse on the same database what has changed, so that none answers from a stale cache. */
export interface ChangeFeed {
  /**
   * Call it after the commit and before the answer. The listeners of this process have run when it is called; when it
   * resolves, those of the other instances have been signalled. Rejects (see `isUnavailable`) where that could not be done.
   */
  publish(tags: string[]): Promise<void>;
  /** The tag "*" means that anything may have changed. */
  subscribe(listener: ChangeListener): void;
  /** False while changes may be missed: ask the database each time. */
  isHealthy(): boolean;
  close(): Promise<void>;
}

export type ChangeListener = (tags: string[]) => void;

export const changeFeedSlot = slot<ChangeFeed>("changeFeed");
export const changeFeed = () => changeFeedSlot.get();

/** Over PostgreSQL, or within this process, which is alone on the embedded database. */
export async function openChangeFeed({ databaseUrl }: { databaseUrl?: string }): Promise<ChangeFeed> {
  if (databaseUrl === undefined) return localChangeFeed();
  const { PostgresChangeFeed } = await import("./postgres-change-feed");
  return PostgresChangeFeed.open(databaseUrl);
}

function localChangeFeed(): ChangeFeed {
  const listeners = new ChangeListeners();
  return {
    publish: async (tags) => listeners.tell(tags),
    subscribe: (listener) => listeners.add(listener),
    isHealthy: () => true,
    close: async () => {},
  };
}

export class ChangeListeners {
  #listeners: ChangeListener[] = [];

  add(listener: ChangeListener): void {
    this.#listeners.push(listener);
  }

  /** One that throws does not keep the others from hearing it. */
  tell(tags: string[]): void {
    for (const listener of this.#listeners) {
      try {
        listener(tags);
      } catch (error) {
        log.error("A listener to changes failed", { error });
      }
    }
  }
}
