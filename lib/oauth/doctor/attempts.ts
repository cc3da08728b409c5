import { networkOf } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import { newId } from "@/lib/ids";
import type { Step } from "./step";

type Attempt = { id: string; at: number; hasClient: boolean; isOver: boolean };

/** Steps that are further apart than this belong to two attempts. */
export const togetherMilliseconds = 15 * 60_000;
const mostKept = 20_000;

/**
 * Finds which attempt a step belongs to. Where nobody says (the code and the grant know theirs), it is the newest attempt of
 * the same client from the same network, else of the same program there before it had a client_id, else of the same client
 * anywhere, unless its client_id is an address, which all the users of a product share.
 */
export class AttemptFinder {
  private readonly newest = new Map<string, Attempt>();

  /** The attempt, and the moment of the step: later than the one before, also within one millisecond, so that a timeline has an order. */
  find(step: Step): { id: string; at: number } {
    const keys = keysOf(step);
    const attempt = step.attemptId === undefined ? (this.guess(step, keys) ?? this.begin()) : (this.known(step.attemptId, keys) ?? { ...this.begin(), id: step.attemptId });
    attempt.at = Math.max(clock.now().getTime(), attempt.at + 1);
    attempt.hasClient ||= step.clientId !== undefined;
    attempt.isOver = step.step === "first_call" && step.succeeded;
    for (const key of keys) this.keep(key, attempt);
    return { id: attempt.id, at: attempt.at };
  }

  /** Attempts that turned out to be others: what comes now belongs to those. */
  rename(moves: ReadonlyMap<string, string>): void {
    if (moves.size === 0) return;
    for (const attempt of this.newest.values()) attempt.id = moves.get(attempt.id) ?? attempt.id;
  }

  private guess(step: Step, [program, ...clients]: string[]): Attempt | undefined {
    for (const key of clients) {
      const attempt = this.recent(key);
      if (attempt) return attempt;
    }
    const attempt = this.recent(program!);
    return attempt && (step.clientId === undefined || !attempt.hasClient) ? attempt : undefined;
  }

  private recent(key: string): Attempt | undefined {
    const attempt = this.newest.get(key);
    return attempt && !attempt.isOver && attempt.at > clock.now().getTime() - togetherMilliseconds ? attempt : undefined;
  }

  private known(id: string, keys: string[]): Attempt | undefined {
    return keys.map((key) => this.newest.get(key)).find((attempt) => attempt?.id === id);
  }

  private begin(): Attempt {
    return { id: newId("att"), at: 0, hasClient: false, isOver: false };
  }

  private keep(key: string, attempt: Attempt): void {
    // re-inserted, so that the first key is the one longest unused
    this.newest.delete(key);
    if (this.newest.size >= mostKept) this.newest.delete(this.newest.keys().next().value!);
    this.newest.set(key, attempt);
  }
}

function keysOf({ caller, clientId }: Step): string[] {
  const network = networkOf(caller.ip);
  const program = `program ${network} ${caller.userAgent ?? ""}`;
  if (clientId === undefined) return [program];
  const here = `client ${clientId} ${network}`;
  return clientId.includes("://") ? [program, here] : [program, here, `client ${clientId}`];
}
