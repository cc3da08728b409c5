/** Most messages whose acknowledgements are remembered before anybody waits for them; after those the oldest are forgotten. */
const mostEarly = 1_000;

/** Who has said that it has heard a message of ours, and acted on it. */
export class Acknowledgements {
  readonly #heard = new Map<number, Set<number>>();
  readonly #waiting = new Map<number, () => void>();

  heard(id: number, by: number): void {
    const known = this.#heard.get(id);
    if (known) known.add(by);
    else this.#heard.set(id, new Set([by]));
    if (this.#heard.size > mostEarly) this.#heard.delete(this.#heard.keys().next().value!);
    this.#waiting.get(id)?.();
  }

  /** Waits for all of them, this long; returns those who have said nothing. */
  async wait(id: number, expected: readonly number[], milliseconds: number): Promise<number[]> {
    const missing = () => expected.filter((one) => !this.#heard.get(id)?.has(one));
    if (missing().length > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#waiting.set(id, () => {
          if (missing().length > 0) return;
          clearTimeout(timer);
          resolve();
        });
      });
    }
    const silent = missing();
    this.#waiting.delete(id);
    this.#heard.delete(id);
    return silent;
  }
}
