import type { IncomingMessage } from "node:http";

const lingerMilliseconds = 2000;

/**
 * Discards the rest of a request body after the answer. Closing the connection at once could lose the answer for a caller that is still sending;
 * one that goes on for longer than that is cut off.
 */
export function discardBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.complete || request.socket.destroy(), lingerMilliseconds);
  request.once("close", () => clearTimeout(timer));
}
