import { log } from "./log";
import { slot } from "./slot";

const underWay = slot<Set<Promise<void>>>("laterWork");

/**
 * Does something after the answer is on its way, so that the answer takes as long whatever there is to do. For what nobody has
 * been promised: if the process dies in between, it is not done. Failures are logged.
 */
export function later(name: string, work: () => Promise<void>): void {
  const all = underWay.peek() ?? new Set();
  underWay.set(all);
  const task = new Promise((resolve) => setImmediate(resolve))
    .then(work)
    .catch((error: unknown) => log.error(`${name} failed`, { error }))
    .finally(() => all.delete(task));
  all.add(task);
}

/** Resolves when nothing is left to do. */
export async function finishLater(): Promise<void> {
  const all = [...(underWay.peek() ?? [])];
  if (all.length === 0) return;
  await Promise.all(all);
  await finishLater();
}
