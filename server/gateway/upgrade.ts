import { STATUS_CODES, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { CompiledApi } from "@/lib/gateway/compile";
import { identityHeaders } from "@/lib/forward-auth/admit";
import { identityToken } from "@/lib/gateway/identity";
import { upstreamHealth } from "@/lib/gateway/upstream/health";
import { enter, type Entered, type Visit } from "@/lib/http/gateway/enter";
import type { Answer } from "@/lib/http/incoming";
import { Refusal } from "@/lib/errors";
import { recordCall } from "@/lib/usage/record/recorder";
import { ourHeaders } from "./our-headers";
import { upstreamFailed, UpstreamTimeout } from "./problem";
import { toUpstreamHeaders } from "./request-headers";
import { toCallerHeaders } from "./response-headers";
import { beginVisit, refusalOf } from "./serve";
import { takePlace } from "./stream-places";
import { watchStream } from "./watch-stream";

/** A request to go on as a web socket. */
type Upgrade = Visit & { request: IncomingMessage; socket: Duplex; head: Buffer; common: readonly string[] };

/** Opens a web socket to the upstream where the rule for GET allows it, and joins the two; else answers why not, as plain HTTP. */
export async function upgrade(api: CompiledApi, request: IncomingMessage, socket: Duplex, head: Buffer, common: readonly string[]): Promise<void> {
  const visit: Upgrade = { ...beginVisit(api, request, request.url ?? "/"), request, socket, head, common };
  socket.on("error", () => socket.destroy());
  try {
    // nothing that is said on one is looked at, and who may call which tool must be
    if (api.isMcp) throw new Refusal("FORBIDDEN", {}, "MCP servers are spoken to over HTTP here, not over web sockets");
    const entered = await enter(visit);
    if (!entered.rule.methods.some((method) => method === "GET" || method === "*")) throw new Refusal("FORBIDDEN", {}, `No rule of "${api.name}" allows a web socket at ${entered.path}`);
    await join(visit, entered);
  } catch (thrown) {
    answerPlainly(visit, refusalOf(visit, thrown));
  }
}

/** Resolves when the two are joined, or the upstream's own refusal is on its way. */
async function join(visit: Upgrade, entered: Entered): Promise<void> {
  const { api, request, socket, call, common } = visit;
  const { requestId, ip } = call;
  const { principal } = entered;
  const identity = principal ? { ...identityHeaders(principal), "x-auth-identity": await identityToken(principal, api) } : {};
  // gone while it was looked at
  if (socket.destroyed) return;
  socket.once("close", takePlace(principal, ip));
  const headers = [...toUpstreamHeaders({ api, request, ip, requestId, identity }), "connection", "Upgrade", "upgrade", "websocket", ...handshakeOf(request)];
  const out = api.connections.request({ method: "GET", path: entered.target, headers: headers as never });
  const patience = setTimeout(() => out.destroy(new UpstreamTimeout(`it did not begin to answer within ${api.timeoutSeconds} seconds`)), api.timeoutSeconds * 1000);
  socket.once("close", () => out.destroy());
  const callersHead = (upstream: IncomingMessage) => {
    upstreamHealth().succeeded(api.id);
    recordCall(call, upstream.statusCode);
    return toCallerHeaders({ api, upstream, host: request.headers.host, isPrivate: principal !== undefined, ours: ourHeaders({ call, budget: visit.budget, common }) });
  };
  await new Promise<void>((resolve, reject) => {
    out.once("upgrade", (upstream, far, farHead) => {
      writeHead(socket, 101, [...callersHead(upstream), "Connection", "Upgrade", "Upgrade", "websocket"]);
      watchStream(visit, entered, socket, { close: () => socket.destroy(), mayFinish: false });
      connect(socket, visit.head, far, farHead);
      resolve();
    });
    out.once("response", (upstream) => {
      writeHead(socket, upstream.statusCode ?? 502, [...callersHead(upstream), "Connection", "close"]);
      upstream.pipe(socket);
      resolve();
    });
    out.once("error", (error) => (socket.destroyed ? resolve() : reject(upstreamFailed(api, error, requestId))));
    out.end();
  }).finally(() => clearTimeout(patience));
}

function handshakeOf({ rawHeaders }: IncomingMessage): string[] {
  const list: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) if (/^sec-websocket-/i.test(rawHeaders[at]!)) list.push(rawHeaders[at]!, rawHeaders[at + 1]!);
  return list;
}

/** Pipes both ways; when one side ends, so does the other. */
function connect(near: Duplex, nearHead: Buffer, far: Duplex, farHead: Buffer): void {
  far.on("error", () => near.destroy());
  near.once("close", () => far.destroy());
  far.once("close", () => near.destroy());
  if (nearHead.length > 0) far.write(nearHead);
  if (farHead.length > 0) near.write(farHead);
  near.pipe(far);
  far.pipe(near);
}

function answerPlainly({ socket, common }: Upgrade, { status, headers, body = "" }: Answer): void {
  if (socket.destroyed) return;
  writeHead(socket, status, [...common, ...Object.entries(headers).flat(), "Content-Length", String(Buffer.byteLength(body)), "Connection", "close"]);
  socket.end(body);
}

function writeHead(socket: Duplex, status: number, headers: readonly string[]): void {
  const lines = headers.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${headers[at + 1]}`] : []));
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1");
}
