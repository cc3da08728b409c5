import { errorTable, type ErrorCode } from "@/lib/contract/errors";

export type FormError = { text: string; field: string | undefined };

const own: Partial<Record<ErrorCode, Record<string, string>>> = {
  CONFLICT: { username: "is already taken", email: "already has an account", sign_in: "That took too long, or was finished in another tab. Sign in again." },
  INVALID_CREDENTIALS: { code: "is not right, or was used before", passkey: "This passkey does not sign in here. Try again, or sign in another way." },
  VALIDATION_FAILED: {
    username: "must be 3 to 50 letters, digits or hyphens",
    email: "must be an email address",
    password: "must have 8 to 128 characters and not be one that everybody uses",
    setup_token: "is not right",
    secret: "Paste one key or token, whole",
    url: "must be one line of at most 2,000 characters",
    note: "must have at most 1,000 characters",
    token: "This link was used already, is too old, or is incomplete.",
  },
  FORBIDDEN: { setup_token: "is not the one that the server printed when it started" },
};

const general: Partial<Record<ErrorCode, string>> = {
  INVALID_CREDENTIALS: "Wrong username or password.",
  RATE_LIMITED: "Too many attempts. Wait a minute and try again.",
  FORBIDDEN: "The first account needs the setup token that the server printed when it started.",
  EMAIL_NOT_VERIFIED: "Confirm your email address first: open the link that was mailed to you.",
  UNAVAILABLE: "The service is not available at the moment. Try again soon.",
};

/** What a form's post refused, from the address it came back to: at a field where it is about one, else for the whole form. */
export function readFormError(code: string | undefined, field: string | undefined, step: "password" | "code" = "password"): FormError | undefined {
  if (code === undefined || !Object.hasOwn(errorTable, code)) return undefined;
  const known = code as ErrorCode;
  const atField = field === undefined ? undefined : own[known]?.[field];
  if (atField !== undefined) return { text: atField, field };
  if (step === "code" && known === "RATE_LIMITED") return { text: "Too many wrong codes. Wait a quarter of an hour, then try again.", field: undefined };
  return { text: general[known] ?? `${errorTable[known].text}.`, field: undefined };
}
