import { KeyhouseError } from "@keyhouse/client";

/** One sentence for the person in front of the page. */
export function describeError(error: unknown): string {
  if (!(error instanceof KeyhouseError)) return "Something went wrong. Try again.";
  const [issue] = error.issues;
  if (issue) return `${sentence(issue.path)} ${issue.message}.`;
  if (error.code === "RATE_LIMITED" && error.message === "Too many requests") return `Too many requests. Try again in ${error.retryAfterSeconds ?? 60} seconds.`;
  if (error.code === "FORBIDDEN" && error.requiredScope) return `Your role does not allow this: it needs ${error.requiredScope}.`;
  const reference = error.status >= 500 && error.requestId ? ` Request ${error.requestId}.` : "";
  return `${error.message}.${reference}`;
}

/** What the server said about one field of a form. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof KeyhouseError)) return undefined;
  if (error.code === "CONFLICT" && error.field === field) return "is already taken";
  return error.issues.find((issue) => issue.path === field || issue.path.startsWith(`${field}.`))?.message;
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof KeyhouseError && error.code === code;
}

/** Has the session ended in the meantime? */
export function isSignedOut(error: unknown): boolean {
  return ["AUTH_REQUIRED", "INVALID_TOKEN", "TOKEN_EXPIRED"].some((code) => hasCode(error, code));
}

function sentence(path: string): string {
  const words = path.replaceAll("_", " ").replace(/\.\d+$/, "");
  return words === "" ? "The request" : words.charAt(0).toUpperCase() + words.slice(1);
}
