import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/**
 * Answers an offer of another protocol (a web socket where there is none, HTTP/2 in the clear) in HTTP/1.1 (RFC 9110, section 7.8).
 * Node has detached its parser by then: the request is put back into the socket without the offer, and parsed again.
 */
export function ignoreUpgrade(server: Server, { method, url, rawHeaders, httpVersion }: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name, value] = [rawHeaders[at]!, rawHeaders[at + 1]!];
    if (/^connection$/i.test(name)) lines.push(...withoutOffer(value));
    else if (!offered.test(name)) lines.push(`${name}: ${value}`);
  }
  socket.pause();
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
  process.nextTick(() => socket.resume());
}

const offered = /^(?:upgrade|http2-settings)$/i;

/** `Connection: close` stays. */
function withoutOffer(connection: string): string[] {
  const rest = connection.split(",").map((option) => option.trim()).filter((option) => option !== "" && !offered.test(option));
  return rest.length === 0 ? [] : [`Connection: ${rest.join(", ")}`];
}
