import type { IncomingMessage } from "node:http";
import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import type { Incoming } from "@/lib/http/incoming";
import { newId } from "@/lib/ids";

const largestBody = 64 * 1024;

/** Node's request as the routes see it. The body is read only when a route asks for it. */
export function toIncoming(request: IncomingMessage, url: string): Incoming {
  return {
    method: request.method ?? "GET",
    url,
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    peer: request.socket.remoteAddress,
    params: {},
    body: () => readBody(request),
  };
}

/** Who asks, where no route is there to say it. */
export function toCaller(request: IncomingMessage, url: string): Caller {
  return { requestId: newId("req"), ip: clientIp(toIncoming(request, url)), userAgent: request.headers["user-agent"] };
}

/** The whole body, where it has no more bytes than that. */
export function readBody(request: IncomingMessage, largest = largestBody): Promise<Uint8Array> {
  const tooLarge = () => (largest === largestBody ? new Refusal("PAYLOAD_TOO_LARGE") : new Refusal("PAYLOAD_TOO_LARGE", {}, `The body is larger than ${largest} bytes`));
  if (Number(request.headers["content-length"] ?? 0) > largest) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > largest) reject(tooLarge());
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", () => reject(new Refusal("BAD_REQUEST")));
  });
}
