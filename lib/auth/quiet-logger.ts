import { AsyncLocalStorage } from "node:async_hooks";
import type { NextAuthOptions } from "next-auth";

/** next-auth has one logger for the whole process, so each run finds its own failures by where it was called from. */
const failures = new AsyncLocalStorage<unknown[]>();

/** Prints nothing: failures are returned to the caller (`withFailures`). */
export const quietLogger: NonNullable<NextAuthOptions["logger"]> = {
  error: (_code, metadata) => void failures.getStore()?.push(metadata instanceof Error ? metadata : metadata.error),
  warn: () => undefined,
  debug: () => undefined,
};

/** What next-auth reported as failed while `act` ran. It never throws these itself: it redirects to a page with a code. */
export async function withFailures<Result>(act: () => Promise<Result>): Promise<{ result: Result; failure: unknown }> {
  const seen: unknown[] = [];
  const result = await failures.run(seen, act);
  return { result, failure: seen[0] };
}
