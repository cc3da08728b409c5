import { closeSync, fdatasync, fdatasyncSync, openSync } from "node:fs";
import { promisify } from "node:util";

const fdatasyncAsync = promisify(fdatasync);

/**
 * Puts the write-ahead log on the disk, many commits at a time.
 *
 * PostgreSQL asks for a sync at each commit and goes on only after it. Here the request is written down and answered at
 * once; whoever acknowledges a write calls `settled` first, and all who wait share one fdatasync off the main thread.
 * What PostgreSQL may do only after a sync (writing a data page, the control file) calls `settleNow` first, so that the
 * order of writes that recovery relies on stays as it was.
 */
export class WalSync {
  #requests = 0;
  #synced = 0;
  /** Segment -> the last request that concerns it. */
  #waiting = new Map<string, number>();
  #round: Promise<void> | undefined;
  #files = new Map<string, number>();
  #failure: Error | undefined;

  get isPending(): boolean {
    return this.#waiting.size > 0;
  }

  request(segment: string): void {
    this.#waiting.set(segment, ++this.#requests);
  }

  /** Resolves when everything that was requested so far is on the disk. */
  async settled(): Promise<void> {
    const target = this.#requests;
    while (this.#synced < target || this.#failure) {
      if (this.#failure) throw this.#failure;
      await (this.#round ??= this.#sync().finally(() => (this.#round = undefined)));
    }
  }

  /** The same, here and now. */
  settleNow(): void {
    if (this.#waiting.size === 0) return;
    if (this.#failure) throw this.#failure;
    const upTo = this.#requests;
    this.#try(() => [...this.#waiting.keys()].forEach((segment) => fdatasyncSync(this.#open(segment))));
    this.#done(upTo);
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
    this.#files.clear();
  }

  async #sync(): Promise<void> {
    const upTo = this.#requests;
    try {
      await Promise.all([...this.#waiting.keys()].map((segment) => fdatasyncAsync(this.#open(segment))));
    } catch (error) {
      this.#fail(error);
    }
    this.#done(upTo);
  }

  #done(upTo: number): void {
    this.#synced = Math.max(this.#synced, upTo);
    for (const [segment, request] of this.#waiting) if (request <= upTo) this.#waiting.delete(segment);
  }

  #try(sync: () => void): void {
    try {
      sync();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The kernel may have dropped what it could not write: a second sync that succeeds would prove nothing. */
  #fail(cause: unknown): never {
    this.#failure = Object.assign(new Error("The disk did not keep the write-ahead log", { cause }), { code: "EIO" });
    throw this.#failure;
  }

  /** Names of segments only go forward, so that a kept file is never another one under the same name. */
  #open(segment: string): number {
    const open = this.#files.get(segment);
    if (open !== undefined) return open;
    const file = openSync(segment, "r");
    this.#files.set(segment, file);
    const [oldest] = this.#files.keys();
    if (this.#files.size > 4 && oldest !== undefined && !this.#waiting.has(oldest)) {
      closeSync(this.#files.get(oldest)!);
      this.#files.delete(oldest);
    }
    return file;
  }
}
