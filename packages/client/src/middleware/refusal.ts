import { KeyhouseError } from "../errors";

export type Refusal = { status: number; headers: Record<string, string>; body: string };

export type Challenge = {
  /** Where a client learns how to get a token (RFC 9728, section 5.1). */
  resourceMetadata?: string | undefined;
  /** What a client had better ask for. */
  scopes?: readonly string[] | undefined;
};

/** The answer to a refused call, in the words of the server itself. Anything else than a refusal is thrown on: it is for the application. */
export function toRefusal(error: unknown, challenge: Challenge = {}): Refusal {
  if (!(error instanceof KeyhouseError) || !refusable.has(error.status)) throw error;
  const requestId = newRequestId();
  const { status, code, message, requiredScope, requiredRole, retryAfterSeconds } = error;
  const headers: Record<string, string> = { "content-type": "application/json", "cache-control": "no-store", "x-request-id": requestId };
  if (status === 401 || status === 403) headers["www-authenticate"] = challengeOf(error, challenge);
  if (status === 429 || status === 503) headers["retry-after"] = String(retryAfterSeconds ?? 5);
  // Why it cannot check is this API's business, not the caller's.
  const text = status === 503 ? "Temporarily unavailable" : message;
  const body = { success: false, error: text, code, ...(requiredScope !== undefined && { required_scope: requiredScope }), ...(requiredRole !== undefined && { required_role: requiredRole }), request_id: requestId };
  return { status, headers, body: JSON.stringify(body) };
}

const refusable = new Set([400, 401, 403, 429, 503]);

/** RFC 6750, section 3: no `error` where no credential was sent. */
function challengeOf({ code, status, message, requiredScope }: KeyhouseError, { resourceMetadata, scopes }: Challenge): string {
  const parts: string[] = [];
  if (status === 401 && code !== "AUTH_REQUIRED") parts.push(`error="invalid_token"`, `error_description="${quotable(message)}"`);
  if (requiredScope !== undefined) parts.push(`error="insufficient_scope"`, `error_description="${quotable(message)}"`);
  const asked = scopes ?? (requiredScope === undefined ? [] : [requiredScope]);
  if (asked.length > 0) parts.push(`scope="${quotable(asked.join(" "))}"`);
  if (resourceMetadata !== undefined) parts.push(`resource_metadata="${quotable(resourceMetadata)}"`);
  return `Bearer ${parts.length > 0 ? parts.join(", ") : 'realm="Keyhouse"'}`;
}

const quotable = (text: string): string => text.replace(/[^\x20-\x7e]/g, "").replace(/["\\]/g, "'");

const newRequestId = (): string => `req_${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
