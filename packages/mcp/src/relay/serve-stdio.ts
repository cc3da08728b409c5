import type { Readable, Writable } from "node:stream";
import { describeFailure } from "./describe-failure";
import { cancelledId, idsOf, parseMessage, type Id, type Message } from "./message";
import { readAnswers } from "./read-answers";
import { readLines } from "./read-lines";
import { Revision } from "./revision";
import { ToolHints } from "./tool-hints";

export type ServeOptions = {
  /**
   * Sends a request with the credential in it, and returns whatever the server answers: `createClient(...).fetch` of @keyhouse/client.
   * `repeatable`: it may be sent again where nobody knows whether the first one arrived.
   */
  fetch(path: string, init: RequestInit, options: { repeatable: boolean }): Promise<Response>;
  /** Messages of the MCP client, one a line. */
  input: Readable;
  /** Nothing but messages for the MCP client is written there. */
  output: Writable;
  /** Is told what failed, for people who read along. */
  onFailure?(method: string, error: unknown): void;
  /** Ends the serving at once; requests under way are given up. */
  signal?: AbortSignal;
};

/**
 * Offers the MCP server of a house over standard input and output: every message goes to `/mcp` as it came, and what is answered
 * comes back as it is. Speaks every revision of the protocol that the house speaks. Resolves when the input has ended and
 * everything asked before is answered.
 */
export async function serveStdio({ fetch, input, output, onFailure, signal }: ServeOptions): Promise<void> {
  const revision = new Revision();
  const hints = new ToolHints();
  const underWay = new Map<Id, AbortController>();
  const write = (message: Message) => output.write(`${JSON.stringify(message)}\n`);

  async function pass(line: string): Promise<void> {
    const message = parseMessage(line);
    if (message === undefined) return void write({ jsonrpc: "2.0", id: null, error: { code: -32700, message: "Parse error: a line is one JSON object" } });
    const cancelled = cancelledId(message);
    // nothing of a request is kept at the house, so giving it up here is all there is to do
    if (cancelled !== undefined) return underWay.get(cancelled)?.abort();
    const open = new Set(idsOf(message));
    const stop = new AbortController();
    for (const id of open) underWay.set(id, stop);
    try {
      const init = { method: "POST", headers: revision.headersFor(message), body: JSON.stringify(message), signal: signal ? AbortSignal.any([stop.signal, signal]) : stop.signal };
      const response = await fetch("/mcp", init, { repeatable: hints.isRepeatable(message) });
      for await (const answer of readAnswers(response, open)) {
        revision.learn(message, answer);
        hints.learn(answer);
        write(answer);
      }
    } catch (error) {
      if (stop.signal.aborted || signal?.aborted) return;
      onFailure?.(methodOf(message), error);
      for (const id of open) write({ jsonrpc: "2.0", id, error: describeFailure(error) });
    } finally {
      for (const id of idsOf(message)) underWay.delete(id);
    }
  }

  const working = new Set<Promise<void>>();
  for await (const line of readLines(input, signal)) {
    const work = pass(line).finally(() => working.delete(work));
    working.add(work);
  }
  await Promise.all(working);
}

function methodOf(message: Message | Message[]): string {
  const first = Array.isArray(message) ? message[0] : message;
  return typeof first?.method === "string" ? first.method : "an answer";
}
