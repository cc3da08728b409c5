import { networkOf } from "@/lib/client-address/addresses";
import type { Principal } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { requireBudget, takeBadCredentialBudget } from "@/lib/http/budget";
import { limiter, type Budget } from "@/lib/rate-limit/limiter";
import type { Call } from "@/lib/usage/record/call";

const challengesPerMinute = 600;

/** The principal of a call. MCP clients send their first request without a token, to learn where to get one: that has a budget of its own.
 * A bad token is counted as at the REST API. */
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
