import { errorTable } from "@/lib/contract/errors";
import { isRefusal } from "@/lib/errors";
import type { Answer } from "@/lib/http/incoming";
import { toErrorAnswer } from "@/lib/http/to-error";
import type { Posted, RpcId } from "./read-messages";

export type RpcError = { code: number; message: string; data?: object };

/** JSON-RPC codes of ours, from the range that is left to servers (-32000 to -32019). */
export const rpcCodes = { parseError: -32700, invalidRequest: -32600, sessionUnknown: -32001, forbidden: -32003 } as const;

function rpcError(status: number, error: RpcError, id: RpcId = null, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ jsonrpc: "2.0", id, error }) };
}

/** The answer to each request of what was posted; a batch gets a batch. Notifications have no answer, so one without id stands for them. */
export function rpcErrors(status: number, { messages, isBatch }: Posted, errorOf: (index: number) => RpcError, headers: Record<string, string> = {}): Answer {
  const asked = messages.flatMap(({ id, method }, index) => (method !== undefined && id !== undefined ? [{ jsonrpc: "2.0", id, error: errorOf(index) }] : []));
  if (asked.length === 0) return rpcError(status === 200 ? 403 : status, errorOf(0), null, headers);
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(isBatch ? asked : asked[0]) };
}

/** What was thrown, as an MCP client reads it: 401, 403 and 429 are told by HTTP, what is wrong with a message by JSON-RPC as well. */
export function toMcpErrorAnswer(thrown: unknown, requestId: string): Answer {
  if (!isRefusal(thrown) || !["BAD_REQUEST", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"].includes(thrown.code)) return toErrorAnswer(thrown, requestId);
  const code = thrown.code === "BAD_REQUEST" ? rpcCodes.parseError : rpcCodes.invalidRequest;
  return rpcError(errorTable[thrown.code].status, { code, message: thrown.message, data: { code: thrown.code, request_id: requestId } });
}
