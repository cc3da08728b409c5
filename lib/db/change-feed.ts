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
