/** Most messages that may have come back before anybody waits for them; after those the oldest are forgotten. */
const mostEarly = 10_000;

/** Own messages that come back: proof that PostgreSQL has passed them to everybody. */
export class Echoes {
  readonly #waiting = new Map<number, () => void>();
  /** A commit tells the listeners before it tells the one who committed. */
  readonly #early = new Set<number>();

  heard(id: number): void {
    const waiter = this.#waiting.get(id);
    if (waiter) return waiter();
    this.#early.add(id);
    if (this.#early.size > mostEarly) this.#early.delete(this.#early.values().next().value!);
  }

  /** Does it come back within this time, or has it already? */
  async wait(id: number, milliseconds: number): Promise<boolean> {
    if (this.#early.delete(id)) return true;
    return new Promise((resolve) => {
      const end = (isHeard: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(isHeard);
      };
      const timer = setTimeout(() => end(false), milliseconds);
      this.#waiting.set(id, () => end(true));
    });
  }
}
