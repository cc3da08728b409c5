import { PassThrough, Transform } from "node:stream";
import type { IncomingMessage, ServerResponse } from "node:http";
import { clientIp } from "@/lib/client-address/client-ip";
import { identityHeaders } from "@/lib/forward-auth/admit";
import type { CompiledApi } from "@/lib/gateway/compile";
import { identityToken } from "@/lib/gateway/identity";
import { endCall, pathOf } from "@/lib/http/call";
import type { Answer } from "@/lib/http/incoming";
import { corsHeaders, preflight } from "@/lib/http/oauth/cors";
import { newId } from "@/lib/ids";
import { later } from "@/lib/later";
import { recordAccepted } from "@/lib/mcp/door/record-steps";
import { toOwnAnswer, toRefusalAnswer } from "@/lib/mcp/gateway/answer";
import { doorOf } from "@/lib/mcp/gateway/door-of";
import { enter, type Passage, type Visit } from "@/lib/mcp/gateway/enter";
import { receive, type BodyFilter, type Received } from "@/lib/mcp/gateway/receive";
import { Call } from "@/lib/usage/record/call";
import { readBody, toIncoming } from "../../requests/incoming";
import { writeAnswer } from "../../requests/write-answer";
import { endSession } from "./end-session";
import { Exchange } from "../exchange";
import { replaceHeaders } from "./replace-headers";
import { hasBody, isAmbiguous, toUpstreamHeaders } from "../request-headers";
import { toCallerHeaders } from "../response-headers";
import { discardBody } from "../discard-body";
import { ourHeaders } from "../our-headers";
import { watchMcpStream } from "./watch-mcp-stream";

type Served = Visit & { request: IncomingMessage; response: ServerResponse; common: readonly string[] };

/** Answers a request for an MCP server behind the gateway: by the server, or by why it was not let in. */
export async function serveMcp(api: CompiledApi, request: IncomingMessage, response: ServerResponse, url: string, common: readonly string[]): Promise<void> {
  const served: Served = { ...beginVisit(api, request, response, url), request, response, common };
  if (request.method === "OPTIONS") return writeAnswer(response, preflight(served.incoming, "GET, POST, DELETE, OPTIONS"), common);
  try {
    const entered = await enter(served);
    if (entered.to === "upstream") return await pass(served, entered.passage);
    const { end } = entered;
    if (end) later("Ending a session of an MCP server", async () => endSession(api, end));
    answer(served, await toOwnAnswer(served, entered));
  } catch (thrown) {
    answer(served, await toRefusalAnswer(served, thrown));
  }
}

function beginVisit(api: CompiledApi, request: IncomingMessage, response: ServerResponse, url: string): Visit {
  const incoming = toIncoming(request, url);
  const caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
  const call = new Call({ ...caller, channel: "gateway", method: incoming.method, target: pathOf(url) });
  return { api, door: doorOf(api), incoming, readBody: (largest) => readInTime(request, response, largest), caller, call };
}

const bodyMilliseconds = 30_000;

/** A message is small, and comes whole before anything is answered: whoever takes long over it is let go. */
async function readInTime(request: IncomingMessage, response: ServerResponse, largest: number): Promise<Uint8Array> {
  if (request.headers.expect !== undefined) response.writeContinue();
  const timer = setTimeout(() => request.destroy(new Error("The message did not come")), bodyMilliseconds);
  return readBody(request, largest).finally(() => clearTimeout(timer));
}

function answer({ request, response, common }: Served, made: Answer): void {
  if (isAmbiguous(request)) made.headers["connection"] = "close";
  writeAnswer(response, made, common);
  if (hasBody(request) && !request.complete) discardBody(request);
}

async function pass(served: Served, passage: Passage): Promise<void> {
  const { api, request, response, caller } = served;
  const identity = { ...identityHeaders(passage.principal), "x-auth-identity": await identityToken(passage.principal, api) };
  // gone while it was looked at
  if (response.destroyed) return;
  const headers = toUpstreamHeaders({ api, request, ip: caller.ip, requestId: caller.requestId, identity });
  Exchange.start({
    api,
    request,
    response,
    requestId: caller.requestId,
    target: passage.target,
    headers: replaceHeaders(headers, toUpstream(api, passage)),
    body: Buffer.from(passage.body ?? []),
    onAnswer: (upstream) => receiveAnswer(served, passage, upstream),
    onRefusal: (refusal) => void toRefusalAnswer(served, refusal).then((made) => answer(served, made)),
  });
}

/** The upstream's own session id; and no compression where its lists of tools must be read. */
function toUpstream(api: CompiledApi, { session }: Passage): Record<string, string | undefined> {
  return { "mcp-session-id": session?.upstreamId, ...(api.tools && { "accept-encoding": "identity" }) };
}

function receiveAnswer(served: Served, passage: Passage, upstream: IncomingMessage): { head: string[]; transform?: Transform | undefined } {
  const { api, request, call, caller, door } = served;
  const status = upstream.statusCode ?? 502;
  const received = receive(api, passage, { status, header: (name) => first(upstream.headers[name]) });
  endCall(call, { status, headers: {}, body: undefined });
  if (status < 400) void recordAccepted(passage.principal, caller, { status, headers: {} }, door.resource);
  const head = toCallerHeaders({ api, upstream, host: request.headers.host, isPrivate: true, ours: ourHeaders(served) });
  return { head: replaceHeaders(head, { ...received.headers, ...corsHeaders(), "cache-control": "no-store" }, isCors), transform: toTransform(served, passage, upstream, received) };
}

/** What the server behind says of other origins does not hold here. */
const isCors = (name: string): boolean => name.startsWith("access-control-");

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

function toTransform(served: Served, passage: Passage, upstream: IncomingMessage, { isStream, filter }: Received): Transform | undefined {
  const transform = filter ? throughFilter(filter) : isStream ? new PassThrough() : undefined;
  if (transform && isStream) {
    watchMcpStream(served, passage, served.response, () => {
      // the client sees a stream that has ended, and opens another
      upstream.unpipe(transform);
      transform.end();
      served.response.once("close", () => upstream.destroy());
    });
  }
  return transform;
}

function throughFilter(filter: BodyFilter): Transform {
  const attempt = (done: (error: Error | null) => void, stream: Transform, part: () => Uint8Array[]) => {
    try {
      for (const chunk of part()) stream.push(chunk);
      done(null);
    } catch (error) {
      done(error as Error);
    }
  };
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      attempt(done, this, () => filter.push(chunk));
    },
    flush(done) {
      attempt(done, this, () => filter.end());
    },
  });
}
