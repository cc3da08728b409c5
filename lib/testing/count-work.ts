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
    return { statements: query.mock.calls.map(([asked]) => shapeOf(asked)), hashes: hash.mock.calls.length, comparisons: compare.mock.calls.length };
  } finally {
    for (const spy of [query, hash, compare]) spy.mockRestore();
  }
}

function shapeOf(asked: unknown): string {
  const text = typeof asked === "string" ? asked : String((asked as { text?: string } | undefined)?.text ?? "");
  return text.replace(/\s+/g, " ").slice(0, 80);
}
