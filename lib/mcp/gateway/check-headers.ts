import { isObject, type Posted, type RpcMessage } from "./read-messages";

/**
 * Revision 2026-07-28 says in headers as well what the body asks, for proxies that do not read bodies. Where the two disagree,
 * somebody on the way would let pass one thing and the server do another: says what disagrees.
 */
export function headerMismatch({ messages, isBatch }: Posted, header: (name: string) => string | undefined): string | undefined {
  const method = header("mcp-method")?.trim();
  const name = header("mcp-name")?.trim();
  if (method === undefined && name === undefined) return undefined;
  if (isBatch) return "a batch is named by no header";
  const message = messages[0]!;
  if (method !== undefined && method !== message.method) return `Mcp-Method names ${JSON.stringify(method)}, the body ${JSON.stringify(message.method)}`;
  const mirrored = mirroredName(message);
  if (name !== undefined && mirrored !== undefined && decodeHeader(name) !== mirrored) return `Mcp-Name names ${JSON.stringify(name)}, the body ${JSON.stringify(mirrored)}`;
  return undefined;
}

/** The code of the specification for it (HeaderMismatch), with HTTP status 400. */
export const headerMismatchCode = -32020;

const sources = new Map([["tools/call", "name"], ["prompts/get", "name"], ["resources/read", "uri"], ["tasks/get", "taskId"], ["tasks/update", "taskId"], ["tasks/cancel", "taskId"]]);

function mirroredName({ method, params }: RpcMessage): string | undefined {
  const source = sources.get(method ?? "");
  const value = source === undefined || !isObject(params) ? undefined : params[source];
  return typeof value === "string" ? value : undefined;
}

/** What does not fit into a header is sent as `=?base64?...?=` (SEP-2243). */
function decodeHeader(value: string): string | undefined {
  const encoded = /^=\?base64\?([A-Za-z0-9+/=]*)\?=$/.exec(value)?.[1];
  if (encoded === undefined) return value;
  const bytes = Buffer.from(encoded, "base64");
  return bytes.toString("base64") === encoded ? bytes.toString("utf8") : undefined;
}
