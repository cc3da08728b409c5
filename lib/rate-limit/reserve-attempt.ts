import { clock } from "@/lib/clock";
import { Refusal } from "@/lib/errors";
import { giveBackTogether, reserveTogether } from "./take-together";

export type AttemptLimit = { key: string; limit: number; milliseconds: number };

export type Attempt = {
  /** This was the last that one of the limits allowed. */
  isLast: boolean;
  /** What was reserved did not count after all. */
  succeeded(): void;
};

/**
 * Takes one attempt from each limit before what was presented is looked at, so that parallel guesses count too; given back on
 * success. Throws RATE_LIMITED with the message that `refuse` makes from the minutes to wait.
 */
export async function reserveAttempt(limits: readonly AttemptLimit[], refuse: (minutes: number) => string): Promise<Attempt> {
  const taken: string[] = [];
  const giveBack = () => taken.forEach(giveBackTogether);
  let isLast = false;
  for (const { key, limit, milliseconds } of limits) {
    const budget = await reserveTogether(key, limit, milliseconds);
    if (!budget.allowed) {
      giveBack();
      const seconds = Math.max(1, Math.ceil((budget.resetsAt - clock.now().getTime()) / 1000));
      throw new Refusal("RATE_LIMITED", { retry_after: seconds }, refuse(Math.ceil(seconds / 60)));
    }
    taken.push(key);
    isLast ||= budget.remaining === 0;
  }
  return { isLast, succeeded: giveBack };
}
