import { budgetHeaders } from "@/lib/http/budget";
import type { Budget } from "@/lib/rate-limit/limiter";
import type { Call } from "@/lib/usage/record/call";

type Answering = { call: Call; budget?: Budget; common: readonly string[] };

/** The request's id, what is left of the caller's limit, and that the connection stays on TLS where it is. */
export function ourHeaders({ call, budget, common }: Answering): string[] {
  const list = ["X-Request-Id", call.requestId, ...Object.entries(budget ? budgetHeaders(budget) : {}).flat()];
  const hsts = common.indexOf("Strict-Transport-Security");
  return hsts === -1 ? list : [...list, common[hsts]!, common[hsts + 1]!];
}
