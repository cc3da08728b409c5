import { isJsonContentType } from "@modelcontextprotocol/server";
import { Refusal } from "@/lib/errors";
import { parseJson } from "@/lib/http/input/parse-json";

export type RpcId = string | number | null;
/** One message of JSON-RPC 2.0: a request, a notification (without id), or an answer to the server's own request (without method). */
export type RpcMessage = { id?: RpcId; method?: string; params?: Record<string, unknown> };
export type Posted = { messages: RpcMessage[]; isBatch: boolean };

/**
 * Arguments of tools are other people's data: they may nest deeper than ours, hold what our database would not take, and name a
 * key twice. What we decide by stands above them: batch, message, params, and what these say of themselves.
 */
const limits = { deepest: 128, storable: false, distinctTo: 4 };
const mostInBatch = 50;

type Header = (name: string) => string | undefined;

/**
 * The messages of a POST as the server behind will read them. Whatever another program could read differently is refused: it
 * gets the very bytes, and must not find a call in them that was not looked at here. Throws BAD_REQUEST or UNSUPPORTED_MEDIA_TYPE.
 */
export function readMessages(bytes: Uint8Array, header: Header): Posted {
  requirePlainJson(header);
  const parsed = parseJson(bytes, limits);
  const messages = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
  if (messages.length === 0) throw bad("The batch is empty");
  if (messages.length > mostInBatch) throw bad(`The batch has more than ${mostInBatch} messages`);
  return { messages: messages.map(checkMessage), isBatch: Array.isArray(parsed) };
}

/** Encodings in which the same bytes say something else. */
function requirePlainJson(header: Header): void {
  const type = header("content-type");
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type ?? "")?.[1];
  if (!isJsonContentType(type ?? null) || (charset !== undefined && charset.toLowerCase() !== "utf-8")) throw new Refusal("UNSUPPORTED_MEDIA_TYPE", {}, "Send MCP messages as application/json in UTF-8");
  if (!/^(?:identity)?$/i.test(header("content-encoding")?.trim() ?? "")) throw new Refusal("UNSUPPORTED_MEDIA_TYPE", {}, "Send MCP messages without Content-Encoding");
}

const members = ["jsonrpc", "id", "method", "params", "result", "error"];

function checkMessage(value: unknown): RpcMessage {
  if (!isObject(value)) throw bad("A message of JSON-RPC is an object");
  requireNoLookAlikes(value, members);
  const { method, params, id } = value;
  if (Object.hasOwn(value, "method") && typeof method !== "string") throw bad("The method of a message is a text");
  if (Object.hasOwn(value, "id") && id !== null && typeof id !== "string" && typeof id !== "number") throw bad("The id of a message is a text or a number");
  if (params !== undefined && !isObject(params)) throw bad("The params of a message are an object");
  if (method === "tools/call") checkToolCall(params ?? {});
  return value as RpcMessage;
}

function checkToolCall(params: Record<string, unknown>): void {
  requireNoLookAlikes(params, ["name"]);
  if (typeof params.name !== "string") throw bad("tools/call says in params.name which tool");
}

/** Some JSON libraries (Go's, for one) take `Method` or `ſ` for a spelling of the member that they look for. */
function requireNoLookAlikes(object: Record<string, unknown>, names: readonly string[]): void {
  for (const key of Object.keys(object)) {
    if (!names.includes(key) && names.includes(fold(key))) throw bad(`The message has a member ${JSON.stringify(key)}, which could be taken for ${fold(key)}`);
  }
}

const fold = (key: string): string => key.toUpperCase().toLowerCase();

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const bad = (message: string) => new Refusal("BAD_REQUEST", {}, message);
