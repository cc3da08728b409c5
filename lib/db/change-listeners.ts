import { log } from "@/lib/log";
import type { ChangeListener } from "./change-feed";

/** Who wants to hear of changes in this process. */
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
