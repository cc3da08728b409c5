import { errorTable, type ErrorCode } from "@/lib/contract/errors";
import { isSerializationFailure, isUnavailable } from "@/lib/db/errors";
import { isRefusal, Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Answer } from "./incoming";

/** The one place where a thrown thing becomes an answer. What is not a refusal is logged with the request id and says nothing from inside. */
export function toErrorAnswer(thrown: unknown, requestId: string): Answer {
  const refusal = toRefusal(thrown, requestId);
  const { status } = errorTable[refusal.code];
  const { retry_after, ...details } = refusal.details;
  const headers: Record<string, string> = { "content-type": "application/json", "x-request-id": requestId, "cache-control": "no-store" };
  if (status === 401 || status === 403) headers["www-authenticate"] = challenge(refusal);
  if (status === 429 || status === 503) headers["retry-after"] = String(retry_after ?? 5);
  return { status, headers, body: JSON.stringify({ success: false, error: refusal.message, code: refusal.code, ...details, request_id: requestId }) };
}

export function toRefusal(thrown: unknown, requestId: string): Refusal {
  if (isRefusal(thrown)) return thrown;
  if (isUnavailable(thrown)) {
    log.error("The database cannot be reached", { requestId, error: thrown });
    return new Refusal("UNAVAILABLE", { retry_after: 5 }, "The database cannot be reached. Nothing was changed; try again in a moment");
  }
  if (isSerializationFailure(thrown)) {
    log.warn("Two transactions got in each other's way", { requestId, error: thrown });
    return new Refusal("UNAVAILABLE", { retry_after: 1 }, "Another change got in the way of this one. Nothing was changed; try again");
  }
  log.error("A request failed", { requestId, error: thrown });
  return new Refusal("INTERNAL");
}

const invalidToken: readonly ErrorCode[] = ["INVALID_TOKEN", "TOKEN_EXPIRED"];

/** RFC 6750, section 3: no `error` where no credential was sent. */
function challenge(refusal: Refusal): string {
  const parts = ['Bearer realm="Keyhouse"'];
  if (invalidToken.includes(refusal.code)) parts.push('error="invalid_token"', `error_description="${quotable(refusal.message)}"`);
  if (refusal.details.required_scope) parts.push('error="insufficient_scope"', `scope="${quotable(refusal.details.required_scope)}"`);
  return parts.join(", ");
}

function quotable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "").replace(/["\\]/g, "'");
}
