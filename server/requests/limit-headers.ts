import type { IncomingMessage, ServerResponse } from "node:http";
import { clientIp } from "@/lib/client-address/client-ip";
import { budgetHeaders, peekBudget } from "@/lib/http/budget";
import { newId } from "@/lib/ids";
import { toIncoming } from "./incoming";

/** What is left to whoever is answered without a route being asked. It spends nothing. */
export function limitHeaders(request: IncomingMessage): Record<string, string> {
  return budgetHeaders(peekBudget(clientIp(toIncoming(request, request.url ?? "/"))));
}

/**
 * Every answer of the API has an id and says what is left: also those that Next gives by itself, to OPTIONS, to a slash at the
 * end of a path, and where nothing is mounted.
 */
export function completeAnswer(request: IncomingMessage, response: ServerResponse, limits: (request: IncomingMessage) => Record<string, string>): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = ((...args: unknown[]) => {
    if (!response.hasHeader("x-request-id")) {
      for (const [name, value] of Object.entries({ "x-request-id": newId("req"), ...limits(request) })) response.setHeader(name, value);
    }
    return writeHead(...args);
  }) as ServerResponse["writeHead"];
}
