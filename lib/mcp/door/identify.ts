import { networkOf } from "@/lib/client-address/addresses";
import type { Principal } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { requireBudget, takeBadCredentialBudget } from "@/lib/http/budget";
import { limiter, type Budget } from "@/lib/rate-limit/limiter";
import type { Call } from "@/lib/usage/record/call";

const challengesPerMinute = 600;

/** Clients knock without a token to be told where to get one; whoever knocks with a bad one is counted as at the REST API. */
export async function identify(call: Call, admit: () => Promise<Principal>, spend: (budget: Budget) => void): Promise<Principal> {
  try {
    return await admit();
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    call.reason = thrown.code;
    const budget = thrown.code === "AUTH_REQUIRED" ? limiter().take(`mcp challenge ${networkOf(call.ip)}`, challengesPerMinute) : takeBadCredentialBudget(call.ip);
    spend(budget);
    requireBudget(budget);
    throw thrown;
  }
}
