import type { KeyhouseError } from "@keyhouse/client";

/** What the MCP client is told where the server gave no answer of its own (JSON-RPC 2.0, section 5.1). */
export function describeFailure(error: unknown): { code: number; message: string; data?: object } {
  if (!isKeyhouseError(error)) return { code: internalError, message: error instanceof Error ? error.message : "The request failed" };
  const { status, code, message, requiredScope, requestId, retryAfterSeconds } = error;
  const wait = retryAfterSeconds === undefined ? "" : ` (try again in ${retryAfterSeconds} s)`;
  const data = { code, ...(status > 0 && { status }), required_scope: requiredScope, retry_after: retryAfterSeconds, request_id: requestId };
  return { code: internalError, message: `${message}${wait}`, data };
}

const internalError = -32603;

/** By its name: the caller's `fetch` may come with a copy of the library of its own. */
function isKeyhouseError(error: unknown): error is KeyhouseError {
  return error instanceof Error && error.name === "KeyhouseError";
}
