import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/**
 * Who offers to speak another protocol (a web socket where there is none, HTTP/2 in the clear) is answered in the one that is
 * spoken (RFC 9110, section 7.8). Node has given up its parser by then: the request is put back, without the offer, and read anew.
 */
export function stayPlain(server: Server, { method, url, rawHeaders, httpVersion }: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (!/^(?:upgrade|connection|http2-settings)$/i.test(rawHeaders[at]!)) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  }
  socket.pause();
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
  process.nextTick(() => socket.resume());
}
