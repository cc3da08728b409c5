import type { IncomingMessage, ServerResponse } from "node:http";

/** How long a client may take over a body that is for the house, which is a small one. */
const patienceMilliseconds = 30_000;

export function limitBodyTime({ headers, complete, socket }: IncomingMessage, response: ServerResponse, milliseconds = patienceMilliseconds): void {
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return;
  if (complete) return;
  const timer = setTimeout(() => {
    if (!response.headersSent) socket.end("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  }, milliseconds);
  response.once("close", () => clearTimeout(timer));
}
