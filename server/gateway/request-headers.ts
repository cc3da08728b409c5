import type { IncomingMessage } from "node:http";
import { Refusal } from "@/lib/errors";
import type { CompiledApi } from "@/lib/gateway/compile";
import { isPortalCookie } from "./portal-cookies";
import { sideOf } from "./public-side";

/** Of one connection only (RFC 9110, section 7.6.1), or said anew by us. */
const ofThisHop = ["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings", "expect", "host", "content-length"];
/** The caller's credential, and what only a gateway may say: who calls, from where, by which method, for which path. */
const notTheCallers = [
  "authorization", "x-api-key", "cookie", "forwarded", "x-forwarded", "x-host", "proxy", "x-request-id", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "fastly-client-ip", "x-cluster-client-ip",
  "x-http-method", "x-http-method-override", "x-method-override", "x-rewrite-url", "remote-user", "x-remote-user", "x-remote-group", "x-remote-groups",
];
const dropped = new Set([...ofThisHop, ...notTheCallers]);
/** CGI and its heirs read `X_Auth_User` as `X-Auth-User`. */
const droppedKinds = /^(?:x-auth-|x-forwarded-|x-original-|x-webauth-|x-envoy-|x-middleware-|x-keyhouse-|proxy-|sec-websocket-)|_/;

export type Sent = { api: CompiledApi; request: IncomingMessage; ip: string | undefined; requestId: string; identity: Record<string, string> };

/** What the upstream is told, as a flat list: what is the caller's to say, and then what is ours. */
export function toUpstreamHeaders({ api, request, ip, requestId, identity }: Sent): string[] {
  const named = new Set((request.headers.connection ?? "").toLowerCase().split(",").map((name) => name.trim()));
  const list = ["host", api.upstreamHost];
  const { rawHeaders } = request;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [written, value] = [rawHeaders[at]!, rawHeaders[at + 1]!];
    const name = written.toLowerCase();
    if (name === "cookie") addCookies(list, value);
    else if (!dropped.has(name) && !named.has(name) && !droppedKinds.test(name)) list.push(written, value);
  }
  for (const name in identity) list.push(name, identity[name]!);
  if (ip !== undefined) list.push("x-forwarded-for", ip);
  const { host, scheme } = sideOf(request);
  list.push("x-forwarded-host", host, "x-forwarded-proto", scheme, "x-request-id", requestId);
  if (api.stripPrefix) list.push("x-forwarded-prefix", api.prefix);
  return list;
}

/** How the body is framed. Throws BAD_REQUEST where there is a second way to read it. */
export function framing(request: IncomingMessage): string[] {
  if (isAmbiguous(request)) throw new Refusal("BAD_REQUEST", {}, "Send one Host header, and the body with a Content-Length or with Transfer-Encoding: chunked alone");
  const { headers, method } = request;
  if (headers["transfer-encoding"] !== undefined) return ["transfer-encoding", "chunked"];
  if (headers["content-length"] !== undefined) return ["content-length", headers["content-length"]];
  return method === "POST" || method === "PUT" || method === "PATCH" ? ["content-length", "0"] : [];
}

/** Another server could see its end, or the host that it is for, elsewhere (RFC 9112, sections 3.2 and 6.3): its connection is not used again. */
export function isAmbiguous({ headers, httpVersion, rawHeaders }: IncomingMessage): boolean {
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && (coding.toLowerCase() !== "chunked" || headers["content-length"] !== undefined || httpVersion === "1.0")) return true;
  return countOf(rawHeaders, "host") > 1;
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function addCookies(list: string[], value: string): void {
  const others = value.split(";").filter((pair) => !isPortalCookie(pair.split("=", 1)[0]!));
  if (others.length > 0) list.push("cookie", others.join(";").trim());
}

function countOf(rawHeaders: readonly string[], wanted: string): number {
  return rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === wanted).length;
}
