import type { IncomingMessage, ServerResponse } from "node:http";
import { answerRefusal, whyBodyRefused } from "./refuse";
import { stripInternalHeaders } from "./internal-headers";
import { completeAnswer } from "./limit-headers";
import { dataPolicy, mayShowPage, newNonce, pagePolicy } from "./security-headers";

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type ToNextOptions = {
  handler: NextHandler;
  publicUrl: string;
  peerNonce: string;
  isDevelopment: boolean;
  headers: Record<string, string>;
  /** What is left to whoever is answered by Next itself. */
  limits: (request: IncomingMessage) => Record<string, string>;
};

/** Hands a request to Next: without what only Next may say, with what only we may say. */
export function toNext({ handler, publicUrl, peerNonce, isDevelopment, headers, limits }: ToNextOptions) {
  const { host, protocol } = new URL(publicUrl);
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const isApi = path === "/api" || path.startsWith("/api/");
    const refused = isApi ? undefined : whyBodyRefused(request);
    if (refused) return answerRefusal(response, refused, headers);

    stripInternalHeaders(request.headers, isDevelopment);
    request.headers["x-keyhouse-peer"] = `${peerNonce} ${request.socket.remoteAddress ?? ""}`;
    // Links are made from the configuration, never from what a request says about its own address.
    request.headers["x-forwarded-host"] = host;
    request.headers["x-forwarded-proto"] = protocol.slice(0, -1);

    if (isApi) completeAnswer(request, response, limits);
    for (const name in headers) response.setHeader(name, headers[name] ?? "");
    if (isApi && !mayShowPage(path)) response.setHeader("Content-Security-Policy", dataPolicy);
    else if (!path.startsWith("/_next/")) setPagePolicy(request, response, path, isDevelopment);
    await handler(request, response);
  };
}

/** Next takes the nonce for its scripts from the policy on the request; our own inline script asks for `x-nonce`. */
function setPagePolicy(request: IncomingMessage, response: ServerResponse, path: string, isDevelopment: boolean): void {
  const nonce = newNonce();
  const policy = pagePolicy(path, nonce, { isDevelopment });
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("Content-Security-Policy", policy);
}
