import { describeError, hasCode } from "@/components/describe-error";

/** Why an account was not changed, and what to do about it. */
export function describeUserRefusal(error: unknown): string {
  if (hasCode(error, "LAST_ADMIN")) return "Nothing was changed: this is the last administrator who can sign in. Make somebody else an administrator first, then try again.";
  if (hasCode(error, "NOT_FOUND")) return "Nothing was changed: the account is gone. Somebody else may have deleted it.";
  return describeError(error);
}
