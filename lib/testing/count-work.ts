import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { vi } from "vitest";
import { passwordPool } from "@/lib/crypto/password-pool";

export type Work = { statements: string[]; hashes: number; comparisons: number };

const counting = new AsyncLocalStorage<Work>();

/**
 * What an act costs that takes time: statements sent to PostgreSQL, in their order and by their beginnings, and password hashes. What
 * others do in the meantime (deliveries, heartbeats, counters that are written now and then) is not counted.
 */
export async function countWork(act: () => Promise<unknown>): Promise<Work> {
  const work: Work = { statements: [], hashes: 0, comparisons: 0 };
  const spies = [
    watch(pg.Client.prototype, "query", (counted, asked) => isOfTheAct(shapeOf(asked)) && counted.statements.push(shapeOf(asked))),
    watch(passwordPool(), "hash", (counted) => counted.hashes++),
    watch(passwordPool(), "compare", (counted) => counted.comparisons++),
  ];
  try {
    await counting.run(work, act);
    return work;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

type Watched = Record<string, (this: unknown, ...args: unknown[]) => unknown>;

function watch(target: object, method: string, note: (work: Work, argument: unknown) => void) {
  const subject = target as Watched;
  const original = subject[method]!;
  return vi.spyOn(subject, method).mockImplementation(function (this: unknown, ...args: unknown[]) {
    const work = counting.getStore();
    if (work) note(work, args[0]);
    return original.apply(this, args);
  });
}

function shapeOf(asked: unknown): string {
  const text = typeof asked === "string" ? asked : String((asked as { text?: string } | undefined)?.text ?? "");
  return text.replace(/\s+/g, " ").slice(0, 80);
}

/** A new connection of the pool says how it wants to be treated; whoever comes first pays for it. */
const isOfTheAct = (statement: string) => !statement.startsWith("SET TIME ZONE");
