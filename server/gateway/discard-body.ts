import type { IncomingMessage } from "node:http";

const lingerMilliseconds = 2000;

/** The answer is out, and the rest of the body is of no use. Cut at once, a caller who is still sending would lose the answer with the connection; one that goes on and on is cut then. */
export function discardBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.complete || request.socket.destroy(), lingerMilliseconds);
  request.once("close", () => clearTimeout(timer));
}
