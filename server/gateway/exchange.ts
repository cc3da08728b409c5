import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Transform } from "node:stream";
import type { TLSSocket } from "node:tls";
import { isRefusal, Refusal } from "@/lib/errors";
import type { CompiledApi } from "@/lib/gateway/compile";
import { upstreamHealth } from "@/lib/gateway/upstream/health";
import { upstreamFailed, UpstreamTimeout } from "./problem";
import { discardBody } from "./discard-body";
import { framing, hasBody } from "./request-headers";

const connectMilliseconds = 5000;

export type Exchanged = {
  api: CompiledApi;
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  /** Path and query at the upstream. */
  target: string;
  /** All headers to the upstream but the framing of the body. */
  headers: string[];
  /** Sent instead of the caller's body, where that was read already. */
  body?: Buffer;
  /** The upstream has answered: the head of our answer, as a flat list. Throws the refusal of what must not be passed on. */
  onAnswer(upstream: IncomingMessage): { head: string[]; transform?: Transform | undefined };
  /** Nothing was answered yet, and nothing will come from the upstream. */
  onRefusal(refusal: Refusal): void;
};

/** One request to an upstream and its answer, streamed both ways at the pace of whoever reads. It is sent once: what failed is not tried again. */
export class Exchange {
  private readonly out: ClientRequest;
  private readonly patience: NodeJS.Timeout;
  private connecting: NodeJS.Timeout | undefined;
  private received = 0;
  private isAnswered = false;
  private isOver = false;

  /** Throws PAYLOAD_TOO_LARGE or BAD_REQUEST before anything was sent. */
  static start(exchanged: Exchanged): Exchange {
    return new Exchange(exchanged);
  }

  private constructor(private readonly exchanged: Exchanged) {
    const { api, request, response, target, headers, body } = exchanged;
    const frame = framing(request);
    if (Number(request.headers["content-length"] ?? 0) > api.maxBodyBytes) throw tooLarge(api);
    this.out = api.connections.request({ method: request.method, path: target, headers: [...headers, ...(body ? ["content-length", String(body.byteLength)] : frame)] as never });
    this.patience = setTimeout(() => this.giveUp(), api.timeoutSeconds * 1000);
    this.out.once("socket", (socket) => this.watchConnecting(socket));
    this.out.once("response", (upstream) => this.answer(upstream));
    // asked for by us alone, so an answer to it is a mistake
    this.out.once("upgrade", (_upstream, socket: Socket) => (socket.destroy(), this.fail(new Error("it wants to speak another protocol"))));
    this.out.on("error", (error) => this.fail(error));
    response.once("close", () => this.close());
    this.send();
  }

  private send(): void {
    const { request, response, body } = this.exchanged;
    if (body || !hasBody(request)) return void this.out.end(body);
    if (request.headers.expect !== undefined) response.writeContinue();
    request.on("data", (chunk: Buffer) => this.count(chunk.length));
    request.pipe(this.out);
  }

  /** A body without a length is measured as it goes by. While it moves, the upstream is not timed out. */
  private count(bytes: number): void {
    this.received += bytes;
    if (!this.isAnswered) this.patience.refresh();
    if (this.received > this.exchanged.api.maxBodyBytes) this.refuse(tooLarge(this.exchanged.api));
  }

  private watchConnecting(socket: Socket): void {
    if (!socket.connecting) return;
    this.connecting = setTimeout(() => this.fail(new UpstreamTimeout(`no connection was made within ${connectMilliseconds / 1000} seconds`)), connectMilliseconds);
    socket.once((socket as TLSSocket).encrypted ? "secureConnect" : "connect", () => clearTimeout(this.connecting));
  }

  private answer(upstream: IncomingMessage): void {
    if (this.isOver) return void upstream.destroy();
    this.isAnswered = true;
    this.clearTimers();
    const { api, response, onAnswer, requestId } = this.exchanged;
    // no status is below: passed on it would throw where nobody catches, and end the process
    if ((upstream.statusCode ?? 0) < 100) return this.refuse(upstreamFailed(api, new Error("its answer is not valid HTTP"), requestId));
    upstreamHealth().succeeded(api.id);
    const received = attempt(() => onAnswer(upstream));
    if (isRefusal(received)) return this.refuse(received);
    const { head, transform } = received;
    response.writeHead(upstream.statusCode ?? 502, head);
    // an event stream may be silent for long: the caller must see that it is open
    if (upstream.headers["content-length"] === undefined) response.flushHeaders();
    // cut short by the upstream: so is our answer, for half of one must not look whole
    upstream.once("error", () => response.destroy());
    if (transform) upstream.pipe(transform.once("error", () => response.destroy())).pipe(response);
    else upstream.pipe(response);
  }

  /** Once the upstream has answered, only its answer counts: it may stop reading the request before it has finished answering. */
  private fail(error: unknown): void {
    if (this.isOver || this.isAnswered) return;
    this.refuse(upstreamFailed(this.exchanged.api, error, this.exchanged.requestId));
  }

  private giveUp(): void {
    const { api, request } = this.exchanged;
    const isCallersTurn = hasBody(request) && !request.complete && !this.out.writableNeedDrain;
    if (isCallersTurn) this.refuse(new Refusal("REQUEST_TIMEOUT", {}, `Nothing more of the body came for ${api.timeoutSeconds} seconds`));
    else this.fail(new UpstreamTimeout(`it did not begin to answer within ${api.timeoutSeconds} seconds`));
  }

  private refuse(refusal: Refusal): void {
    const { request, response, onRefusal } = this.exchanged;
    if (this.isOver) return;
    this.stop();
    request.unpipe(this.out);
    if (response.headersSent) response.destroy();
    else onRefusal(refusal);
  }

  /** The caller has the whole answer, or is gone: the request to the upstream ends. */
  private close(): void {
    this.stop();
    const { request } = this.exchanged;
    request.unpipe(this.out);
    if (hasBody(request)) discardBody(request);
  }

  private stop(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.clearTimers();
    if (!this.exchanged.response.writableFinished || !this.out.writableFinished) this.out.destroy();
  }

  private clearTimers(): void {
    clearTimeout(this.patience);
    clearTimeout(this.connecting);
  }
}

/** What is answered, or the refusal that is thrown. */
function attempt<Result>(act: () => Result): Result | Refusal {
  try {
    return act();
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown;
    throw thrown;
  }
}

function tooLarge({ name, maxBodyBytes }: CompiledApi): Refusal {
  return new Refusal("PAYLOAD_TOO_LARGE", {}, `"${name}" takes bodies of at most ${maxBodyBytes} bytes`);
}
