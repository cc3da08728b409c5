import { clientIp } from "@/lib/client-address/client-ip";
import { isInBlocks } from "@/lib/client-address/addresses";
import { equalInConstantTime } from "@/lib/crypto/hash";
import { config } from "@/lib/env/config";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { collectMetrics } from "@/lib/health/collect-metrics";
import { formatMetrics } from "@/lib/metrics/format";
import { fromRequest, toResponse } from "./from-request";
import type { Answer, Incoming } from "./incoming";
import { toErrorAnswer } from "./to-error";

/** GET /metrics: from this machine without a credential, from elsewhere with METRICS_TOKEN. */
export const askMetrics = Object.assign(async (request: Request) => toResponse(await answer(fromRequest(request, {}))), { answer });

async function answer(incoming: Incoming): Promise<Answer> {
  const requestId = newId("req");
  try {
    requireScraper(incoming);
    const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store", "x-request-id": requestId };
    return { status: 200, headers, body: formatMetrics(await collectMetrics()) };
  } catch (error) {
    return toErrorAnswer(error, requestId);
  }
}

function requireScraper(incoming: Incoming): void {
  if (isThisMachine(incoming)) return;
  const { metricsToken } = config();
  if (metricsToken === undefined) throw new Refusal("NOT_FOUND", {}, "Metrics are served to this machine only: set METRICS_TOKEN to read them from elsewhere");
  const presented = /^Bearer (.+)$/i.exec(incoming.header("authorization") ?? "")?.[1];
  if (presented === undefined) throw new Refusal("AUTH_REQUIRED", {}, "Send METRICS_TOKEN as `Authorization: Bearer ...`");
  if (!equalInConstantTime(presented, metricsToken)) throw new Refusal("INVALID_TOKEN", {}, "This is not METRICS_TOKEN");
}

/** A request that a proxy on this machine forwards is not from this machine, whether or not the proxy is trusted. */
function isThisMachine(incoming: Incoming): boolean {
  const address = clientIp(incoming);
  if (address === undefined || !isInBlocks(address, ["127.0.0.0/8", "::1"])) return false;
  return ["x-forwarded-for", "x-real-ip", "forwarded", "via", "x-forwarded-host"].every((name) => incoming.header(name) === undefined);
}
