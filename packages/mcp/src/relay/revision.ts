import { isObject, type Message } from "./message";

const envelopeVersion = "io.modelcontextprotocol/protocolVersion";

/** Over HTTP some of a message stands in headers too, which standard input does not have. */
export class Revision {
  /** What was agreed on at the start, up to revision 2025-11-25. Later ones say it in each message. */
  private agreed: string | undefined;

  headersFor(message: Message | Message[]): Record<string, string> {
    const headers: Record<string, string> = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    if (Array.isArray(message)) return this.withAgreed(headers);
    const claimed = isObject(message.params) && isObject(message.params._meta) ? message.params._meta[envelopeVersion] : undefined;
    if (typeof claimed !== "string" || typeof message.method !== "string") return message.method === "initialize" ? headers : this.withAgreed(headers);
    const name = nameOf(message.method, message.params as Message);
    return { ...headers, "mcp-protocol-version": claimed, "mcp-method": message.method, ...(name !== undefined && { "mcp-name": headerValue(name) }) };
  }

  learn(asked: Message | Message[], answer: Message): void {
    if (Array.isArray(asked) || asked.method !== "initialize" || !isObject(answer.result)) return;
    if (typeof answer.result.protocolVersion === "string") this.agreed = answer.result.protocolVersion;
  }

  private withAgreed(headers: Record<string, string>): Record<string, string> {
    return this.agreed === undefined ? headers : { ...headers, "mcp-protocol-version": this.agreed };
  }
}

/** Revision 2026-07-28, Streamable HTTP, standard request headers (SEP-2243). */
function nameOf(method: string, params: Message): string | undefined {
  const value = method === "resources/read" ? params.uri : ["tools/call", "prompts/get"].includes(method) ? params.name : undefined;
  return typeof value === "string" ? value : undefined;
}

/** SEP-2243: what a header cannot carry as it is goes in base64. */
function headerValue(text: string): string {
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/.test(text) && !/^=\?base64\?.*\?=$/.test(text);
  return isPlain ? text : `=?base64?${Buffer.from(text, "utf8").toString("base64")}?=`;
}
