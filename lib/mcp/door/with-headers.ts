import type { Caller } from "@/lib/context";
import { budgetHeaders } from "@/lib/http/budget";
import type { Answer } from "@/lib/http/incoming";
import { corsHeaders } from "@/lib/http/oauth/cors";
import type { Budget } from "@/lib/rate-limit/limiter";

/** What every answer of an MCP server has: pages of any origin may read it, nobody keeps it. */
export function withHeaders(answer: Answer, caller: Caller, budget: Budget | undefined): Answer {
  Object.assign(answer.headers, corsHeaders(), budget && budgetHeaders(budget));
  answer.headers["x-request-id"] = caller.requestId;
  answer.headers["cache-control"] = "no-store";
  return answer;
}
