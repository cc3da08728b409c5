import { errorTable, type ErrorCode } from "@/lib/contract/errors";

export type ConsentError = { text: string; field: string | undefined };

const own: Partial<Record<ErrorCode, Record<string, string>>> = {
  VALIDATION_FAILED: {
    scope: "Leave at least one switched on. To give nothing, choose Deny.",
    expires_in: "is not one that can be chosen",
    key_id: "is not one of your active keys",
    decision: "Choose Allow or Deny.",
  },
  CONFLICT: { account: "You are signed in as somebody else now than when this page was made. Look again who gives access." },
  NOT_FOUND: { organization_id: "is not one of yours" },
};

const general: Partial<Record<ErrorCode, string>> = {
  RATE_LIMITED: "Too many attempts. Wait a minute and try again.",
  UNAVAILABLE: "The service is not available at the moment. Nothing was decided. Try again soon.",
  FORBIDDEN: "The answer came from another site and did not count. Decide here.",
  NOT_FOUND: "What you chose is not there any more. Choose again.",
};

/** Why an answer was not taken, from the address that the form came back to. Our own words: a link must not put others on this page. */
export function readConsentError(code: string | undefined, field: string | undefined): ConsentError | undefined {
  if (code === undefined || !Object.hasOwn(errorTable, code)) return undefined;
  const known = code as ErrorCode;
  const atField = field === undefined ? undefined : own[known]?.[field];
  return { text: atField ?? general[known] ?? `${errorTable[known].text}.`, field: atField === undefined ? undefined : field };
}
