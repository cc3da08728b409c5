import type { Principal } from "@/lib/context";
import { requireBudget } from "@/lib/http/budget";
import { takeFromBudget } from "@/lib/rate-limit/credential-budget";
import type { Budget } from "@/lib/rate-limit/limiter";

/** Revision 2025-03-26 sends several messages in one array: each is a call, and the first has been taken. */
export async function takeForBatch(principal: Principal, messages: number): Promise<Budget | undefined> {
  let budget: Budget | undefined;
  for (let extra = 1; extra < messages; extra++) {
    budget = await takeFromBudget(principal);
    requireBudget(budget);
  }
  return budget;
}
