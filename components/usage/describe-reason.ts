import type { LoggedRequest } from "@/lib/contract/usage";

const words: Record<string, string> = {
  REVOKED: "Revoked",
  PAUSED: "Paused",
  TOKEN_EXPIRED: "Expired",
  INVALID_TOKEN: "Not valid here",
  IP_NOT_ALLOWED: "Address not allowed",
  ACCOUNT_SUSPENDED: "Account suspended",
  RATE_LIMITED: "Over the limit",
  FORBIDDEN: "Not permitted",
  SECOND_FACTOR_MISSING: "Second factor missing",
};

/** Why a call was refused, in two words. */
export function describeReason(reason: string): string {
  return words[reason] ?? reason.toLowerCase().replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
}

const remedies: Record<string, string> = {
  REVOKED: "Somebody still calls with it. Find the caller by its address and give it a new credential.",
  PAUSED: "It works again as soon as it is resumed.",
  TOKEN_EXPIRED: "Its time is over. A new secret or token is needed.",
  INVALID_TOKEN: "A good credential at the wrong door: it is meant for another address.",
  IP_NOT_ALLOWED: "Where the call came from is not among the addresses that the credential is limited to. Add it if it is yours.",
  ACCOUNT_SUSPENDED: "An administrator has suspended the account behind it.",
  RATE_LIMITED: "More calls than the limit of the minute or the quota of the day.",
  FORBIDDEN: "The call needs more than the credential may do.",
};

/** What it means, and what can be done. */
export function explainReason({ reason, scopes }: Pick<LoggedRequest, "reason" | "scopes">): string | undefined {
  if (reason === "FORBIDDEN" && scopes.length > 0) return `The call needs ${scopes.join(" and ")}.`;
  return reason === undefined ? undefined : remedies[reason];
}

const channels: Record<LoggedRequest["channel"], string> = {
  rest: "Our API",
  mcp: "Our MCP server",
  verify: "Another API, by verification",
  introspect: "Another API, by introspection",
  forward_auth: "Another API, behind a proxy",
  gateway: "Another API, through the gateway",
};

export const describeChannel = (channel: LoggedRequest["channel"]) => channels[channel];

/** Reasons that the filter offers. */
export const filterReasons = ["REVOKED", "PAUSED", "TOKEN_EXPIRED", "IP_NOT_ALLOWED", "RATE_LIMITED", "FORBIDDEN", "ACCOUNT_SUSPENDED", "INVALID_TOKEN"] as const;
