import type { IncomingMessage } from "node:http";
import type { CompiledApi } from "@/lib/gateway/compile";
import { isPortalCookie } from "./portal-cookies";
import { isPortalHost } from "./public-side";

const ofThisHop = ["connection", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];
/** Headers that act on the whole host, or that we set on every answer. */
const notTheUpstreams = [
  "x-request-id", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-policy", "x-content-type-options",
  "strict-transport-security", "alt-svc", "clear-site-data", "public-key-pins", "report-to", "reporting-endpoints", "nel", "service-worker-allowed",
];
const dropped = new Set([...ofThisHop, ...notTheUpstreams]);

export type Answered = {
  api: CompiledApi;
  upstream: IncomingMessage;
  /** `Host` of the caller's request. */
  host: string | undefined;
  /** The answer is for somebody, and not for everybody. */
  isPrivate: boolean;
  ours: readonly string[];
};

/** What the caller is told, as a flat list. */
export function toCallerHeaders({ api, upstream, host, isPrivate, ours }: Answered): string[] {
  const named = new Set((upstream.headers.connection ?? "").toLowerCase().split(",").map((name) => name.trim()));
  const list = [...ours, "X-Content-Type-Options", "nosniff"];
  const { rawHeaders, statusCode } = upstream;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [written, value] = [rawHeaders[at]!, rawHeaders[at + 1]!];
    const name = written.toLowerCase();
    if (dropped.has(name) || named.has(name)) continue;
    if (name === "set-cookie" && isPortalCookie(value.split("=", 1)[0]!)) continue;
    // RFC 9110, section 8.6
    if (name === "content-length" && statusCode === 204) continue;
    list.push(written, name === "location" || name === "content-location" ? toCallerAddress(api, value) : value);
  }
  if (isPrivate && upstream.headers["cache-control"] === undefined) list.push("Cache-Control", "private");
  // a page of an upstream must never act as the portal's own: this gives it an origin of its own (CSP, section 6.3.2)
  if (isPortalHost(host)) list.push("Content-Security-Policy", "sandbox");
  return list;
}

/** An address of the upstream's, as the caller reaches it; any other as it stands. */
function toCallerAddress({ upstreamOrigin, upstreamPath, prefix, stripPrefix }: CompiledApi, location: string): string {
  const isAbsolute = location.toLowerCase().startsWith(`${upstreamOrigin}/`) || location.toLowerCase() === upstreamOrigin;
  if (!isAbsolute && (!location.startsWith("/") || location.startsWith("//"))) return location;
  const path = isAbsolute ? location.slice(upstreamOrigin.length) || "/" : location;
  if (isWithin(path, prefix) && !(isAbsolute && stripPrefix)) return path;
  if (!stripPrefix || !isWithin(path, upstreamPath)) return location;
  return `${prefix}${path.slice(upstreamPath.length)}`;
}

function isWithin(path: string, base: string): boolean {
  return base === "" || (path.startsWith(base) && /^(?:[/?#]|$)/.test(path.slice(base.length)));
}
