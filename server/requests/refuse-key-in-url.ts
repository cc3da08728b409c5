import type { IncomingMessage, ServerResponse } from "node:http";
import { plainPage } from "@/lib/http/pages/plain-page";
import { newId } from "@/lib/ids";
import { keyInUrl } from "@/lib/leaks/seen-in-url";
import { answerRefusal } from "./refuse";
import { writeAnswer } from "./write-answer";

/** Says what to do to a program, and, on a page, to somebody who has put a key into the address or a search box. The key itself is not repeated. */
export function refuseKeyInUrl(request: IncomingMessage, response: ServerResponse, headers: Record<string, string>): void {
  if (!request.headers.accept?.includes("text/html")) return answerRefusal(response, { status: 400, code: "BAD_REQUEST", text: keyInUrl }, headers);
  const page = plainPage({ status: 400, title: "There is a key in this address", body, requestId: newId("req") });
  const common = Object.entries({ ...headers, "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'", Connection: "close" }).flat();
  writeAnswer(response, page, common);
}

const body = `<p>The address of this page contains an API key. Browsers, proxies and logs keep addresses, so nothing was done with it, and its owner is told.</p>
<p>Rotate the key: it must count as leaked. To look for a key, its first characters are enough. Programs send it in the <code>Authorization</code> header or as <code>X-API-Key</code>.</p>`;
