import type { IncomingMessage, ServerResponse } from "node:http";
import { clientIp } from "@/lib/client-address/client-ip";
import type { CompiledApi } from "@/lib/gateway/compile";
import { identityHeaders } from "@/lib/forward-auth/admit";
import { identityToken } from "@/lib/gateway/identity";
import { budgetHeaders, takeRefusedBudget } from "@/lib/http/budget";
import { endCall, pathOf } from "@/lib/http/call";
import { enter, type Entered, type Visit } from "@/lib/http/gateway/enter";
import { toErrorAnswer } from "@/lib/http/to-error";
import { newId } from "@/lib/ids";
import { Call } from "@/lib/usage/record/call";
import { recordCall } from "@/lib/usage/record/recorder";
import { toIncoming } from "../requests/incoming";
import { writeAnswer } from "../requests/write-answer";
import { Exchange } from "./exchange";
import { discardBody } from "./discard-body";
import { ourHeaders } from "./our-headers";
import { hasBody, isAmbiguous, toUpstreamHeaders } from "./request-headers";
import { toCallerHeaders } from "./response-headers";
import { serveMcp } from "./mcp/serve-mcp";
import { takePlace } from "./stream-places";
import { watchStream } from "./watch-stream";

/** One request for a protected API, with what is known of it. */
export type Served = Visit & {
  request: IncomingMessage;
  response: ServerResponse;
  /** Of every answer that the house itself makes. */
  common: readonly string[];
};

/** Answers a request for a protected API: by its upstream, or by why it was not let in. */
export function serve(api: CompiledApi, request: IncomingMessage, response: ServerResponse, url: string, common: readonly string[]): Promise<void> {
  if (api.isMcp) return serveMcp(api, request, response, url, common);
  const served: Served = { ...beginVisit(api, request, url), request, response, common };
  try {
    const entered = enter(served);
    const done = entered instanceof Promise ? entered.then((known) => pass(served, known)) : pass(served, entered);
    return done instanceof Promise ? done.catch((thrown: unknown) => refuse(served, thrown)) : Promise.resolve();
  } catch (thrown) {
    refuse(served, thrown);
    return Promise.resolve();
  }
}

export function beginVisit(api: CompiledApi, request: IncomingMessage, url: string): Visit {
  const incoming = toIncoming(request, url);
  const call = new Call({ channel: "gateway", requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent"), method: incoming.method, target: pathOf(url) });
  return { api, incoming, call };
}

/** The caller may pass. Who that is, is told in headers and signed; without a promise where it was signed before. */
function pass(served: Served, entered: Entered): Promise<void> | void {
  const { principal } = entered;
  if (!principal) return forward(served, entered, {});
  const token = identityToken(principal, served.api);
  const sayWho = (signed: string) => forward(served, entered, { ...identityHeaders(principal), "x-auth-identity": signed });
  return token instanceof Promise ? token.then(sayWho) : sayWho(token);
}

function forward(served: Served, entered: Entered, identity: Record<string, string>): void {
  const { api, request, response, call } = served;
  const { requestId, ip } = call;
  // gone while it was looked at
  if (response.destroyed) return;
  Exchange.start({
    api,
    request,
    response,
    requestId,
    target: entered.target,
    headers: toUpstreamHeaders({ api, request, ip, requestId, identity }),
    onAnswer: (upstream) => {
      const isEndless = isEventStream(upstream);
      if (isEndless) response.once("close", takePlace(entered.principal, ip));
      if (upstream.headers["content-length"] === undefined) watchStream(served, entered, response, { close: () => response.destroy(), mayFinish: !isEndless });
      recordCall(call, upstream.statusCode);
      return { head: toCallerHeaders({ api, upstream, host: request.headers.host, isPrivate: entered.principal !== undefined, ours: ourHeaders(served) }) };
    },
    onRefusal: (refusal) => refuse(served, refusal),
  });
}

function isEventStream({ headers }: IncomingMessage): boolean {
  return headers["content-type"]?.startsWith("text/event-stream") ?? false;
}

/** Says why not, with the headers of every answer. */
export function refuse(served: Served, thrown: unknown): void {
  const { request, response, common } = served;
  const answer = refusalOf(served, thrown);
  if (isAmbiguous(request)) answer.headers["connection"] = "close";
  writeAnswer(response, answer, common);
  if (hasBody(request)) discardBody(request);
}

export function refusalOf(visit: Visit, thrown: unknown) {
  const { call } = visit;
  const answer = endCall(call, toErrorAnswer(thrown, call.requestId), thrown);
  Object.assign(answer.headers, budgetHeaders((visit.budget ??= takeRefusedBudget(call.ip))));
  return answer;
}
