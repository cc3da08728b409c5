import { monitorEventLoopDelay, type IntervalHistogram } from "node:perf_hooks";
import { changeFeed } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import { isUnavailable } from "@/lib/db/errors";
import { openStreams } from "@/lib/gateway/streams/open-streams";
import { gatewayTable } from "@/lib/gateway/table";
import { upstreamHealth } from "@/lib/gateway/upstream/health";
import type { Family, Sample } from "@/lib/metrics/format";
import { traffic } from "@/lib/metrics/traffic";
import { sharedLimits } from "@/lib/rate-limit/shared/shared-limits";
import { version } from "@/package.json";

/** Measured from the first look on. */
let delay: IntervalHistogram | undefined;

/** What this instance can say of itself. Where the database is away, `keyhouse_database_up` is 0 and what it would count is left out. */
export async function collectMetrics(): Promise<Family[]> {
  const queues = await readQueues();
  return [
    gauge("keyhouse_info", "The version that runs", 1, { version }),
    ...traffic().families(),
    gauge("keyhouse_database_up", "Whether the database answers", queues ? 1 : 0),
    ...(queues ?? []),
    gauge("keyhouse_change_feed_up", "Whether changes made by other instances are heard of; while they are not, nothing is answered from memory", changeFeed().isHealthy() ? 1 : 0),
    ...redis(),
    gauge("keyhouse_open_streams", "Answers of the gateway that go on: event streams, web sockets, downloads", openStreams().size),
    ...(await upstreams()),
    ...ofTheProcess(),
  ];
}

async function readQueues(): Promise<Family[] | undefined> {
  try {
    const [mails, deliveries] = await Promise.all([db().mail.count({ where: { status: "waiting" } }), db().webhookDelivery.count({ where: { status: "waiting" } })]);
    return [gauge("keyhouse_mails_waiting", "Mails that are to be sent", mails), gauge("keyhouse_webhook_deliveries_waiting", "Webhook deliveries that are to be made, or tried again", deliveries)];
  } catch (error) {
    if (isUnavailable(error)) return undefined;
    throw error;
  }
}

function redis(): Family[] {
  const shared = sharedLimits();
  return shared ? [gauge("keyhouse_redis_up", "Whether limits are shared; while they are not, each instance allows its part", shared.isHealthy() ? 1 : 0)] : [];
}

/** What is not known yet is not told. */
async function upstreams(): Promise<Family[]> {
  const apis = await Promise.resolve(gatewayTable().all()).catch((error: unknown) => {
    if (isUnavailable(error)) return [];
    throw error;
  });
  const samples = apis.flatMap(({ id, name, prefix }): Sample[] => {
    const { status } = upstreamHealth().of(id);
    return status === "unknown" ? [] : [{ labels: { name, prefix }, value: status === "up" ? 1 : 0 }];
  });
  return [{ name: "keyhouse_upstream_up", help: "Whether the upstream of a protected API answered when it was last asked", type: "gauge", samples }];
}

/** Named as Prometheus' own client libraries name them. */
function ofTheProcess(): Family[] {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return [
    { name: "process_cpu_seconds_total", help: "CPU time, user and system", type: "counter", samples: [{ value: (user + system) / 1e6 }] },
    gauge("process_resident_memory_bytes", "Resident memory", rss),
    gauge("process_start_time_seconds", "When it was started, in Unix seconds", Math.round(performance.timeOrigin / 1000)),
    gauge("nodejs_heap_size_used_bytes", "Heap in use", heapUsed),
    gauge("nodejs_eventloop_lag_p99_seconds", "How late timers were since the last look, at worst but one in a hundred", readDelay()),
  ];
}

function readDelay(): number {
  if (!delay) {
    delay = monitorEventLoopDelay({ resolution: 20 });
    delay.enable();
    return 0;
  }
  const seconds = delay.percentile(99) / 1e9;
  delay.reset();
  return Number.isFinite(seconds) ? seconds : 0;
}

function gauge(name: string, help: string, value: number, labels?: Record<string, string>): Family {
  return { name, help, type: "gauge", samples: [{ value, ...(labels && { labels }) }] };
}
