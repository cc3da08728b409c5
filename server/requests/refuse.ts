import type { IncomingMessage, ServerResponse } from "node:http";
import { isLoopbackHost } from "@/lib/env/config";
import { newId } from "@/lib/ids";

const longestUrl = 8 * 1024;
const largestBody = 64 * 1024;
const mostHeaders = 100;
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

type Refused = { status: number; code: string; text: string };

/** What no handler should ever see: methods that nothing here answers, addresses of another shape, and the oversized. */
export function whyRefused(request: IncomingMessage, url: string, { onlyLoopback }: { onlyLoopback: boolean }): Refused | undefined {
  if (!methods.has(request.method ?? "")) return { status: 405, code: "METHOD_NOT_ALLOWED", text: "Method not allowed" };
  if (request.rawHeaders.length > 2 * mostHeaders) return { status: 431, code: "BAD_REQUEST", text: `A request has at most ${mostHeaders} headers` };
  if (url.length > longestUrl) return { status: 414, code: "BAD_REQUEST", text: "The address is too long" };
  // RFC 9112, section 3.2: which of two was meant is not for us to guess
  if (request.headers.host?.includes(",")) return { status: 400, code: "BAD_REQUEST", text: "A request has one Host" };
  if (!url.startsWith("/") || hasBrokenEscape(url)) return { status: 400, code: "BAD_REQUEST", text: "Bad request" };
  if (onlyLoopback && !isLoopbackHost(hostname(request))) {
    return { status: 421, code: "BAD_REQUEST", text: "With ENABLE_AUTH=false only this machine's own names are answered" };
  }
  return undefined;
}

function hostname(request: IncomingMessage): string {
  return (request.headers.host ?? "").replace(/:\d+$/, "");
}

/** Pages and their forms: routes under /api cap their bodies themselves, as they read them. */
export function whyBodyRefused(request: IncomingMessage): Refused | undefined {
  if (Number(request.headers["content-length"] ?? 0) > largestBody) {
    return { status: 413, code: "PAYLOAD_TOO_LARGE", text: "The body is larger than 64 KiB" };
  }
  // A body of unknown length would have to be read to be measured; no browser sends a form that way.
  if (request.headers["transfer-encoding"] !== undefined) return { status: 411, code: "BAD_REQUEST", text: "Send a Content-Length" };
  return undefined;
}

export function answerRefusal(response: ServerResponse, { status, code, text }: Refused, headers: Record<string, string>): void {
  const requestId = newId("req");
  const body = JSON.stringify({ success: false, error: text, code, request_id: requestId });
  // The rest of an unread body is not worth waiting for.
  response.writeHead(status, {
    ...headers,
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
    Connection: "close",
    ...(status === 405 && { Allow: [...methods].join(", ") }),
  });
  response.end(body);
}

function hasBrokenEscape(url: string): boolean {
  if (!url.includes("%")) return false;
  const path = url.split("?", 1)[0] ?? "";
  try {
    return decodeURIComponent(path).includes("\0");
  } catch {
    return true;
  }
}
