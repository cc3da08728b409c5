import { errorTable } from "@/lib/contract/errors";
import { isOauthRefusal, OauthRefusal } from "@/lib/oauth/errors";
import type { Refusal } from "@/lib/errors";
import type { Answer, Incoming } from "../incoming";
import { toRefusal } from "../to-error";

/** Whatever was thrown, as the error answer of an OAuth endpoint (RFC 6749, section 5.2), and as what the doctor keeps of it. */
export function toOauthError(thrown: unknown, incoming: Pick<Incoming, "header">, requestId = ""): { answer: Answer; refusal: OauthRefusal } {
  const refusal = isOauthRefusal(thrown) ? thrown : fromRefusal(toRefusal(thrown, requestId));
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (refusal.status === 401) headers["www-authenticate"] = challengeOf(refusal, incoming.header("authorization"));
  if (refusal.status === 429 || refusal.status === 503) headers["retry-after"] = String(refusal.retryAfterSeconds ?? 5);
  return { answer: { status: refusal.status, headers, body: JSON.stringify({ error: refusal.code, error_description: printable(refusal.description) }) }, refusal };
}

/** The characters that RFC 6749 allows in `error_description`. */
export function printable(text: string): string {
  return text.replaceAll('"', "'").replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "?");
}

function fromRefusal(refusal: Refusal): OauthRefusal {
  const { status } = errorTable[refusal.code];
  if (status >= 500) return new OauthRefusal(refusal.code === "UNAVAILABLE" ? "temporarily_unavailable" : "server_error", refusal.message, { cause: "server_unavailable", retryAfterSeconds: refusal.details.retry_after });
  if (status === 429) return new OauthRefusal("temporarily_unavailable", refusal.message, { status, cause: "rate_limited", retryAfterSeconds: refusal.details.retry_after });
  return new OauthRefusal("invalid_request", refusal.message, { status: status === 413 || status === 415 ? status : 400, cause: "request_invalid" });
}

/** RFC 6749, section 5.2: in the scheme that the client used. Bearer where it is about a token. */
function challengeOf(refusal: OauthRefusal, authorization: string | undefined): string {
  if (refusal.code === "invalid_token" || /^bearer /i.test(authorization ?? "")) return `Bearer realm="Keyhouse"${authorization === undefined ? "" : `, error="${refusal.code}"`}`;
  return 'Basic realm="Keyhouse", charset="UTF-8"';
}
