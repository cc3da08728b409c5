import type { ServerResponse } from "node:http";
import type { Answer } from "@/lib/http/incoming";

/**
 * Writes the answer of a hot route. Names and values go in one flat list, which Node takes as it is: made as an object and
 * merged, the headers would cost as much as the rest of the request.
 */
export function writeAnswer(response: ServerResponse, answer: Answer, common: readonly string[]): void {
  if (response.destroyed) return;
  const head = common.slice();
  for (const name in answer.headers) head.push(name, answer.headers[name]!);
  for (const cookie of answer.cookies ?? []) head.push("Set-Cookie", cookie);
  // RFC 9110, section 8.6: a 204 has none.
  if (answer.status !== 204) head.push("Content-Length", String(answer.body === undefined ? 0 : Buffer.byteLength(answer.body)));
  response.writeHead(answer.status, head);
  response.end(answer.body);
}
