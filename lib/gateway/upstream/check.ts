import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { UpstreamCheck } from "@/lib/contract/protected-apis";
import { getProtectedApi } from "../find";
import { connectTo, type UpstreamAddress } from "./connect";
import { upstreamHealth } from "./health";
import { describeProblem } from "./problem";

const patienceMs = 5000;

/** Asks the upstream once; any answer means that it is there. Throws NOT_FOUND. */
export async function checkUpstream(ctx: UserContext, id: string): Promise<UpstreamCheck> {
  const api = await getProtectedApi(ctx, id);
  const startedAt = performance.now();
  const asked = await ask(api).catch((error: unknown) => ({ error: describeProblem(error) }));
  const latency_ms = Math.round((performance.now() - startedAt) * 10) / 10;
  if ("error" in asked) upstreamHealth().failed(id, asked.error);
  else upstreamHealth().succeeded(id);
  return { reachable: !("error" in asked), ...asked, latency_ms, checked_at: toWireTime(clock.now()) };
}

function ask(address: UpstreamAddress): Promise<{ status: number | undefined }> {
  const connections = connectTo(address);
  const { host, pathname } = new URL(address.upstream);
  return new Promise<{ status: number | undefined }>((resolve, reject) => {
    const request = connections.request({ method: "HEAD", path: pathname, headers: { host }, signal: AbortSignal.timeout(patienceMs) });
    request.on("response", (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    });
    request.on("error", (error) => reject(error.name === "AbortError" || error.name === "TimeoutError" ? new Error(`it did not answer within ${patienceMs / 1000} seconds`) : error));
    request.end();
  }).finally(() => connections.close());
}
