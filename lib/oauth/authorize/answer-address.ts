import { config } from "@/lib/env/config";
import type { OauthErrorCode } from "../errors";

type Answer = { code: string } | { error: OauthErrorCode; error_description: string };

/**
 * The client's address with the answer in its query (RFC 6749, section 4.1.2), with `state` as it was sent and `iss`
 * (RFC 9207). A query that the registered address has stays (section 3.1.2).
 */
export function answerAddress(redirectUri: string, state: string | null | undefined, answer: Answer): string {
  const query = new URLSearchParams(answer);
  if (state != null) query.set("state", state);
  query.set("iss", config().publicUrl);
  const separator = redirectUri.includes("?") ? (/[?&]$/.test(redirectUri) ? "" : "&") : "?";
  return `${redirectUri}${separator}${query}`;
}

/** RFC 6749, section 4.1.2.1: printable ASCII without quote and backslash. */
export function errorAddress(redirectUri: string, state: string | null | undefined, error: { code: OauthErrorCode; description: string }): string {
  const printable = error.description.replaceAll('"', "'").replace(/[^\x20-\x7e]|\\/g, "?");
  return answerAddress(redirectUri, state, { error: error.code, error_description: printable });
}
