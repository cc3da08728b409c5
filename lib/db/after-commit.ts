import type { Transaction } from "./client";

const waiting = new WeakMap<Transaction, (() => void)[]>();

/** Runs `act` once the transaction has been committed, and never if it was not: to wake who looks for the new row. `act` must not throw. */
export function afterCommit(tx: Transaction, act: () => void): void {
  const acts = waiting.get(tx);
  if (acts) acts.push(act);
  else waiting.set(tx, [act]);
}

/** For who opened the transaction, when it is committed. */
export function runAfterCommit(tx: Transaction): void {
  for (const act of waiting.get(tx) ?? []) act();
  waiting.delete(tx);
}
