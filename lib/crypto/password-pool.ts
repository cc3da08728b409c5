import { cpus } from "node:os";
import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { Refusal } from "@/lib/errors";
import { slot } from "@/lib/slot";

type Task = { password: string; cost?: number; hash?: string };
type Waiting = { task: Task; resolve: (result: never) => void; reject: (error: Error) => void };
type Lane = { worker: Worker; current?: Waiting };

/** Worker threads for bcrypt, with a queue that is bounded: beyond it callers are refused at once (503) instead of piling up. */
export class PasswordPool {
  private readonly lanes: Lane[];
  private readonly queue: Waiting[] = [];
  private closed = false;

  constructor(readonly cost: number, size = Math.max(1, Math.min(cpus().length, 4)), private readonly longestQueue = 256) {
    this.lanes = Array.from({ length: size }, () => this.openLane({} as Lane));
  }

  hash(password: string): Promise<string> {
    return this.run<string>({ password, cost: this.cost });
  }

  compare(password: string, hash: string): Promise<boolean> {
    return this.run<boolean>({ password, hash });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.queue.splice(0)) waiting.reject(new Refusal("UNAVAILABLE"));
    await Promise.all(this.lanes.map((lane) => lane.worker.terminate()));
  }

  private run<Result>(task: Task): Promise<Result> {
    if (this.closed || this.queue.length >= this.longestQueue) return Promise.reject(new Refusal("UNAVAILABLE", { retry_after: 5 }));
    return new Promise<Result>((resolve, reject) => {
      this.queue.push({ task, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    for (const lane of this.lanes) {
      if (lane.current) continue;
      const waiting = this.queue.shift();
      if (!waiting) return;
      lane.current = waiting;
      lane.worker.postMessage({ id: 0, ...waiting.task });
    }
  }

  private openLane(lane: Lane): Lane {
    lane.worker = new Worker(resolve(process.cwd(), "lib/crypto/bcrypt-worker.mjs"));
    lane.worker.unref();
    lane.worker.on("message", (answer: { result?: unknown; error?: string }) => {
      const waiting = lane.current;
      lane.current = undefined;
      if (answer.error) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer.result as never);
      this.next();
    });
    lane.worker.on("error", (error) => {
      lane.current?.reject(error instanceof Error ? error : new Error(String(error)));
      lane.current = undefined;
      if (!this.closed) this.openLane(lane);
    });
    return lane;
  }
}

const poolSlot = slot<PasswordPool>("passwordPool");
export const passwordPool = () => poolSlot.get();
export const setPasswordPool = (pool: PasswordPool) => poolSlot.set(pool);
