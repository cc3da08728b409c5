import pg from "pg";
import { vi } from "vitest";
import { passwordPool } from "@/lib/crypto/password-pool";

export type Work = { statements: string[]; hashes: number; comparisons: number };

/** What answering costs that takes time: statements sent to PostgreSQL, in their order and by their first words, and password hashes. */
export async function countWork(act: () => Promise<unknown>): Promise<Work> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  const hash = vi.spyOn(passwordPool(), "hash");
  const compare = vi.spyOn(passwordPool(), "compare");
  try {
    await act();
    return { statements: query.mock.calls.map(([asked]) => shapeOf(asked)).filter((statement) => !byTheWay.test(statement)), hashes: hash.mock.calls.length, comparisons: compare.mock.calls.length };
  } finally {
    for (const spy of [query, hash, compare]) spy.mockRestore();
  }
}

/** What is gathered in memory and written now and then, whoever asks what in the meantime. */
const byTheWay = /request_log|usage_count|credential_caller|connection_event|webhook|UPDATE credential(_secret)? SET/;

function shapeOf(asked: unknown): string {
  const text = typeof asked === "string" ? asked : String((asked as { text?: string } | undefined)?.text ?? "");
  return text.replace(/\s+/g, " ").slice(0, 80);
}
