import { Refusal } from "@/lib/errors";
import type { CompiledApi } from "@/lib/gateway/compile";
import { log } from "@/lib/log";
import { upstreamHealth } from "@/lib/gateway/upstream/health";
import { describeProblem } from "@/lib/gateway/upstream/problem";

/** The upstream was too slow. */
export class UpstreamTimeout extends Error {
  readonly upstreamTimeout = true;
}

/** What a caller is told of an upstream that failed: which API, and nothing of where it is. The operator finds the rest in the log and on its page. */
export function upstreamFailed(api: CompiledApi, error: unknown, requestId: string): Refusal {
  const isTimeout = error instanceof UpstreamTimeout;
  const why = isTimeout ? error.message : describeProblem(error);
  const failures = upstreamHealth().failed(api.id, why);
  const note = { api: api.name, upstream: api.upstreamOrigin, requestId };
  if (failures === 1) log.warn(`An upstream failed: ${why}`, note);
  else log.debug(`An upstream failed again: ${why}`, { ...note, failures });
  if (isTimeout) return new Refusal("GATEWAY_TIMEOUT", {}, `"${api.name}" did not answer in time`);
  return new Refusal("BAD_GATEWAY", {}, `"${api.name}" cannot be reached`);
}
