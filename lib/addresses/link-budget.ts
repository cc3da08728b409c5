import { networkOf } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { takeTogether } from "@/lib/rate-limit/take-together";

/** Links that may be asked for within an hour. */
const perAddress = 5;
const perNetwork = 30;
const hour = 3_600_000;

/**
 * Taken before anybody looks whether the address is known, so that being refused says nothing of it. Nobody's mailbox can be
 * filled, and no network can try many addresses. Throws RATE_LIMITED.
 */
export async function requireLinkBudget(caller: Caller, email: string): Promise<void> {
  for (const [key, limit] of [[`links from ${networkOf(caller.ip)}`, perNetwork], [`links to ${email}`, perAddress]] as const) {
    const budget = await takeTogether(key, limit, hour);
    if (budget.allowed) continue;
    const seconds = Math.max(1, Math.ceil((budget.resetsAt - clock.now().getTime()) / 1000));
    throw new Refusal("RATE_LIMITED", { retry_after: seconds }, `Too many links were asked for. Look for the last one in your mail and its spam folder, or try again in ${Math.ceil(seconds / 60)} minutes`);
  }
}
