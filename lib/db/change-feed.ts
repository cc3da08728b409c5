import { slot } from "@/lib/slot";
import type { Transaction } from "./client";

/** Tells every instance of Keyhouse on the same database what has changed, so that none answers from a stale cache. */
export interface ChangeFeed {
  /** Makes the news a part of the transaction: its commit tells the other instances, whatever becomes of this process then. */
  announce(tx: Transaction, tags: string[]): Promise<Announced>;
  /**
   * Call it after the commit and before the answer, with what was announced in the transaction, if it was. The listeners of
   * this process have run when it is called; when it resolves, those of the other instances have been signalled. Rejects (see
   * `isUnavailable`) where that could not be done.
   */
  publish(tags: string[], announced?: Announced): Promise<void>;
  /** The tag "*" means that anything may have changed. */
  subscribe(listener: ChangeListener): void;
  /** False while changes may be missed: ask the database each time. */
  isHealthy(): boolean;
  close(): Promise<void>;
}

/** The number of a message that is on its way by the commit of its transaction. */
export type Announced = number | undefined;

export type ChangeListener = (tags: string[]) => void;

export const changeFeedSlot = slot<ChangeFeed>("changeFeed");
export const changeFeed = () => changeFeedSlot.get();
