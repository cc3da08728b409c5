import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { log } from "@/lib/log";
import { answerHot } from "./answer-hot";
import { findHotRoute } from "./hot-routes";
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
  const hotHeaders = { ...headers, "Content-Security-Policy": dataPolicy };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? "/";
    const refused = whyRefused(request, url, { onlyLoopback });
    if (refused) return answerRefusal(response, refused, hotHeaders);
    const end = url.indexOf("?");
    const path = end === -1 ? url : url.slice(0, end);
    const route = findHotRoute(request.method, path);
    return route ? answerHot(route, request, response, url, hotHeaders) : toNext(request, response, path);
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error("a request failed outside its route", { method: request.method, error });
      if (response.headersSent) response.destroy();
      else answerRefusal(response, { status: 500, code: "INTERNAL", text: "Something went wrong on our side" }, hotHeaders);
    });
  };
}
