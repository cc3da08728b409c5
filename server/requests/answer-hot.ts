import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer, Incoming } from "@/lib/http/incoming";
import { toIncoming } from "./incoming";

/** Runs a hot route and writes its answer. */
export async function answerHot(
  answerRoute: (incoming: Incoming) => Promise<Answer>,
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  headers: Record<string, string>,
): Promise<void> {
  const answer = await answerRoute(toIncoming(request, url));
  if (response.destroyed) return;
  const all: Record<string, string | number | string[]> = { ...headers, ...answer.headers };
  if (answer.cookies?.length) all["Set-Cookie"] = answer.cookies;
  all["Content-Length"] = answer.body === undefined ? 0 : Buffer.byteLength(answer.body);
  response.writeHead(answer.status, all);
  response.end(answer.body);
}
