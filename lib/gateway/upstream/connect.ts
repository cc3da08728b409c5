import { Agent as HttpAgent, request as requestHttp, type ClientRequest, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";

export type UpstreamAddress = { upstream: string; caCertificate: string | null };

/** Connections to one upstream: kept open, and reused by the next request. */
export type UpstreamConnections = {
  request(options: RequestOptions): ClientRequest;
  close(): void;
};

/** An idle connection is closed before most upstreams close theirs: a request sent into a closing one is lost. */
const pool = { keepAlive: true, maxFreeSockets: 64, scheduling: "lifo", timeout: 4000 } as const;

/** With a certificate of its own, the upstream is trusted by that authority alone. */
export function connectTo({ upstream, caCertificate }: UpstreamAddress): UpstreamConnections {
  const url = new URL(upstream);
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const isTls = url.protocol === "https:";
  const agent = isTls ? new HttpsAgent({ ...pool, ...(caCertificate !== null && { ca: caCertificate }) }) : new HttpAgent(pool);
  const send = isTls ? requestHttps : requestHttp;
  const port = url.port || (isTls ? 443 : 80);
  return { request: (options) => send({ ...options, hostname, port, agent }), close: () => agent.destroy() };
}
