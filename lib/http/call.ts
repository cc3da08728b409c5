import type { Caller } from "@/lib/context";
import type { RouteDefinition } from "@/lib/contract/define-route";
import { isRefusal } from "@/lib/errors";
import { Call } from "@/lib/usage/record/call";
import { recordCall } from "@/lib/usage/record/recorder";
import type { Answer, Incoming } from "./incoming";

/** A request to a declared route, as the request log will record it. */
export function beginCall(route: RouteDefinition, incoming: Incoming, caller: Caller): Call {
  const { requestId, ip, userAgent } = caller;
  if (route.forOtherServers) return new Call({ channel: "forward_auth", requestId, ip, userAgent, ...askedFor(incoming) });
  return new Call({ channel: "rest", requestId, ip, userAgent, method: incoming.method, target: pathOf(incoming.url), scopes: route.scope ? [route.scope] : undefined });
}

/** Returns `answer`. Where a credential was recognised the call is recorded, refused or not. */
export function endCall(call: Call, answer: Answer, thrown?: unknown): Answer {
  if (call.recognised) {
    // what was wrong with the credential says more than that it was sent too often
    if (thrown !== undefined && isRefused(answer.status) && isRefusal(thrown)) call.reason ??= thrown.code;
    recordCall(call, answer.status);
  }
  return answer;
}

/** Not let in: for want of a good credential, a right, or room in the limit. */
export function isRefused(status: number): boolean {
  return status === 401 || status === 403 || status === 429;
}

export function pathOf(url: string): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}

/** Path and query of the original request, which a proxy holds back while it asks. */
export function heldAddress({ header }: Incoming): string | undefined {
  return header("x-forwarded-uri") ?? header("x-original-uri") ?? header("x-original-url");
}

/** The original request, as nginx, Traefik, Caddy and Envoy describe it in headers. */
function askedFor(incoming: Incoming) {
  const { header, url, method } = incoming;
  const original = heldAddress(incoming);
  const scope = new URLSearchParams(url.slice(pathOf(url).length)).get("scope");
  return {
    method: header("x-forwarded-method") ?? header("x-original-method") ?? method,
    target: pathOf(original ?? url),
    scopes: scope?.split(/[\s,]+/).filter(Boolean),
  };
}
