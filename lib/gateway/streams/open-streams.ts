import type { Awaitable } from "@/lib/awaitable";
import { clock } from "@/lib/clock";
import { log } from "@/lib/log";
import { slot } from "@/lib/slot";

export type OpenStream = {
  /** Would it be opened now? Where that cannot be found out (it rejects), it is not. */
  isStillGood(): Awaitable<boolean>;
  close(): void;
  /** It has an end of its own, which a server that stops waits for a while. */
  mayFinish?: boolean;
  /** When the credential that it was opened with ends, in milliseconds. */
  endsAt?: number | undefined;
};

const everyMilliseconds = 5000;
const dayMilliseconds = 86_400_000;

/**
 * Answers that go on for long: event streams, web sockets, downloads. A request is judged when it comes; these are judged again
 * whenever something changes, and every few seconds while changes may be missed.
 */
export class OpenStreams {
  private readonly streams = new Map<OpenStream, NodeJS.Timeout | undefined>();
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | undefined;
  private lookOnceMore = false;

  constructor(mayMissChanges: () => boolean, every = everyMilliseconds) {
    this.timer = setInterval(() => mayMissChanges() && void this.lookAgain(), every);
    this.timer.unref();
  }

  get size(): number {
    return this.streams.size;
  }

  /** Returns a function that removes it, for when it has ended by itself. */
  add(stream: OpenStream): () => void {
    this.streams.set(stream, undefined);
    this.endInTime(stream);
    // what has changed since its request was judged
    void this.look(stream);
    return () => this.remove(stream);
  }

  /** Something has changed. Changes that come while one look is under way are seen by one more. */
  lookAgain(): Promise<void> {
    if (this.looking) {
      this.lookOnceMore = true;
      return this.looking;
    }
    this.looking = this.lookAtAll().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** The server stops: what would go on for ever is told to come back. */
  closeEndless(): void {
    for (const stream of this.streams.keys()) if (!stream.mayFinish) this.end(stream);
  }

  closeAll(): void {
    clearInterval(this.timer);
    for (const stream of this.streams.keys()) this.end(stream);
  }

  private async lookAtAll(): Promise<void> {
    do {
      this.lookOnceMore = false;
      await Promise.all([...this.streams.keys()].map((stream) => this.look(stream)));
    } while (this.lookOnceMore);
  }

  private async look(stream: OpenStream): Promise<void> {
    try {
      if (await stream.isStillGood()) return;
    } catch (error) {
      log.debug("Whether an open stream may go on could not be found out; it was closed", { error });
    }
    this.end(stream);
  }

  private end(stream: OpenStream): void {
    if (!this.remove(stream)) return;
    try {
      stream.close();
    } catch (error) {
      log.warn("An open stream could not be closed", { error });
    }
  }

  private remove(stream: OpenStream): boolean {
    clearTimeout(this.streams.get(stream));
    return this.streams.delete(stream);
  }

  /** A timer holds at most 24 days: a day at a time. */
  private endInTime(stream: OpenStream): void {
    if (stream.endsAt === undefined || !Number.isFinite(stream.endsAt)) return;
    const left = stream.endsAt - clock.now().getTime();
    if (left <= 0) return this.end(stream);
    const timer = setTimeout(() => this.endInTime(stream), Math.min(left, dayMilliseconds));
    timer.unref();
    this.streams.set(stream, timer);
  }
}

const streamsSlot = slot<OpenStreams>("openStreams");
export const openStreams = () => streamsSlot.get();
export const setOpenStreams = (streams: OpenStreams) => streamsSlot.set(streams);
