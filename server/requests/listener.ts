import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { CompiledApi } from "@/lib/gateway/compile";
import { gatewayTable } from "@/lib/gateway/table";
import { refusesUrl } from "@/lib/leaks/seen-in-url";
import { log } from "@/lib/log";
import { traffic, type Door } from "@/lib/metrics/traffic";
import { pathOf } from "@/lib/http/call";
import type { Answer, Incoming } from "@/lib/http/incoming";
import { serve } from "../gateway/serve";
import { writeAnswer } from "./write-answer";
import { findHotRoute } from "./hot-routes";
import { toCaller, toIncoming } from "./incoming";
import { limitBodyTime } from "./limit-body-time";
import { limitHeaders } from "./limit-headers";
import { answerRefusal, whyRefused } from "./refuse";
import { refuseKeyInUrl } from "./refuse-key-in-url";
import { dataPolicy } from "./security-headers";

export type ListenerOptions = {
  toNext: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;
  headers: Record<string, string>;
  /** Everybody is an administrator: then no other host name may point here, or a page elsewhere could (DNS rebinding). */
  onlyLoopback: boolean;
};

/** Every request comes through here: refused outright, answered as a hot route or by a protected API's upstream, or handed to Next. */
export function createListener({ toNext, headers, onlyLoopback }: ListenerOptions): RequestListener {
  const dataHeaders = { ...headers, "Content-Security-Policy": dataPolicy };
  const common = Object.entries(dataHeaders).flat();
  const fail = (request: IncomingMessage, response: ServerResponse, error: unknown) => {
    log.error("a request failed outside its route", { method: request.method, error });
    if (response.headersSent) response.destroy();
    else answerRefusal(response, { status: 500, code: "INTERNAL", text: "Something went wrong on our side" }, { ...dataHeaders, ...limitHeaders(request) });
  };
  const toHouse = (request: IncomingMessage, response: ServerResponse, path: string) => {
    admitBody(request, response);
    count(response, "next");
    return toNext(request, response, path);
  };
  return (request, response) => {
    const url = request.url ?? "/";
    const refused = whyRefused(request, url, { onlyLoopback });
    if (refused) return answerRefusal(response, refused, { ...dataHeaders, ...limitHeaders(request) });
    if (refusesUrl(url, () => toCaller(request, url))) return refuseKeyInUrl(request, response, { ...dataHeaders, ...limitHeaders(request) });
    const path = pathOf(url);
    // No async function here: each promise on the hot path costs, the more so once Next tracks them.
    const route = findHotRoute(request.method, path);
    const done = route ? answerHot(route, request, response, url, common) : toApi(request, response, url, path);
    done.catch((error: unknown) => fail(request, response, error));
  };
  function toApi(request: IncomingMessage, response: ServerResponse, url: string, path: string): Promise<void> {
    const api = gatewayTable().find(path);
    if (api === undefined) return toHouse(request, response, path);
    if (api instanceof Promise) return api.then((found) => (found ? toUpstream(found, request, response, url) : toHouse(request, response, path)));
    return toUpstream(api, request, response, url);
  }
  function toUpstream(api: CompiledApi, request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
    count(response, "gateway");
    return serve(api, request, response, url, common);
  }
}

/** Answers are counted when the last byte is out. */
function count(response: ServerResponse, door: Door): void {
  const startedAt = performance.now();
  response.once("finish", () => traffic().answered(door, response.statusCode, (performance.now() - startedAt) / 1000));
}

function answerHot(route: (incoming: Incoming) => Promise<Answer>, request: IncomingMessage, response: ServerResponse, url: string, common: readonly string[]): Promise<void> {
  admitBody(request, response);
  count(response, "hot");
  return route(toIncoming(request, url)).then((answer) => writeAnswer(response, answer, common));
}

/** The body of a request for Keyhouse itself has to come, and within a time limit. */
function admitBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.expect !== undefined) response.writeContinue();
  limitBodyTime(request, response);
}

