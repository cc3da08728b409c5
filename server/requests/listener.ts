import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller } from "@/lib/context";
import { newId } from "@/lib/ids";
import { keyInUrl, refusesUrl } from "@/lib/leaks/seen-in-url";
import { log } from "@/lib/log";
import { writeAnswer } from "./write-answer";
import { findHotRoute } from "./hot-routes";
import { toIncoming } from "./incoming";
import { answerRefusal, whyRefused } from "./refuse";
import { dataPolicy } from "./security-headers";

export type ListenerOptions = {
  toNext: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;
  headers: Record<string, string>;
  /** Everybody is an administrator: then no other host name may point here, or a page elsewhere could (DNS rebinding). */
  onlyLoopback: boolean;
};

/** Every request comes through here: refused outright, answered as a hot route, or handed to Next. */
export function createListener({ toNext, headers, onlyLoopback }: ListenerOptions): RequestListener {
  const dataHeaders = { ...headers, "Content-Security-Policy": dataPolicy };
  const common = Object.entries(dataHeaders).flat();
  const fail = (request: IncomingMessage, response: ServerResponse, error: unknown) => {
    log.error("a request failed outside its route", { method: request.method, error });
    if (response.headersSent) response.destroy();
    else answerRefusal(response, { status: 500, code: "INTERNAL", text: "Something went wrong on our side" }, dataHeaders);
  };
  return (request, response) => {
    const url = request.url ?? "/";
    const refused = whyRefused(request, url, { onlyLoopback });
    if (refused) return answerRefusal(response, refused, dataHeaders);
    if (refusesUrl(url, () => callerOf(request, url))) return answerRefusal(response, { status: 400, code: "BAD_REQUEST", text: keyInUrl }, dataHeaders);
    const end = url.indexOf("?");
    const path = end === -1 ? url : url.slice(0, end);
    const route = findHotRoute(request.method, path);
    // No async function here: each promise on the hot path costs, the more so once Next tracks them.
    const done = route ? route(toIncoming(request, url)).then((answer) => writeAnswer(response, answer, common)) : toNext(request, response, path);
    done.catch((error: unknown) => fail(request, response, error));
  };
}

function callerOf(request: IncomingMessage, url: string): Caller {
  return { requestId: newId("req"), ip: clientIp(toIncoming(request, url)), userAgent: request.headers["user-agent"] };
}
