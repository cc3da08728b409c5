import { peerHeader, peerOf } from "@/lib/client-address/peer";
import { Refusal } from "@/lib/errors";
import { largestBody, type Answer, type Incoming } from "./incoming";

export function fromRequest(request: Request, params: Record<string, string>): Incoming {
  const url = new URL(request.url);
  return {
    method: request.method,
    url: url.pathname + url.search,
    header: (name) => request.headers.get(name) ?? undefined,
    peer: peerOf(request.headers.get(peerHeader)),
    params,
    body: () => readCapped(request),
  };
}

export function toResponse(answer: Answer): Response {
  const headers = new Headers(answer.headers);
  for (const cookie of answer.cookies ?? []) headers.append("set-cookie", cookie);
  return new Response(answer.body ?? null, { status: answer.status, headers });
}

async function readCapped(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > largestBody) throw new Refusal("PAYLOAD_TOO_LARGE");
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > largestBody) throw new Refusal("PAYLOAD_TOO_LARGE");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
