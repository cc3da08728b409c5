import { log } from "@/lib/log";
import type { HeldLock } from "./postgres/hold-lock";

const retryMs = 2_000;

export type AloneOptions = {
  /** Absent: the embedded database, which has one process anyhow. */
  databaseUrl: string | undefined;
  /** What is done, in running text: "asking Telegram". */
  name: string;
  /** Ends soon after the signal fires. */
  work: (signal: AbortSignal) => Promise<void>;
};

/**
 * Runs `work` in one process at a time of all that share the database. When that one ends or loses the database, another takes
 * over within seconds. Returns a function that stops it.
 */
export function runAlone(options: AloneOptions): () => Promise<void> {
  const stopping = new AbortController();
  const running = run(options, stopping.signal).catch((error: unknown) => log.error(`${options.name} ended`, { error }));
  return async () => {
    stopping.abort();
    await running;
  };
}

async function run({ databaseUrl, name, work }: AloneOptions, stopping: AbortSignal): Promise<void> {
  if (databaseUrl === undefined) return work(stopping);
  const { tryLock } = await import("./postgres/hold-lock");
  while (!stopping.aborted) {
    const lock = await tryLock(databaseUrl, name).catch(() => undefined);
    if (lock) await workUnder(lock, name, work, stopping);
    await pause(retryMs, stopping);
  }
}

async function workUnder(lock: HeldLock, name: string, work: AloneOptions["work"], stopping: AbortSignal): Promise<void> {
  try {
    await work(AbortSignal.any([stopping, lock.lost]));
  } catch (error) {
    log.error(`${name} failed`, { error });
  } finally {
    if (lock.lost.aborted) log.warn(`${name}: the database was lost, and the turn with it`);
    await lock.release();
  }
}

/** Waits, or until the signal fires. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done, { once: true });
  });
}
