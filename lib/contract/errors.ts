/**
 * The one table of REST errors: what a program reads (`code`), what HTTP says (`status`), what a person reads (`text`).
 * OAuth endpoints have the errors of RFC 6749 instead.
 */
export const errorTable = {
  BAD_REQUEST: { status: 400, text: "Bad request" },
  VALIDATION_FAILED: { status: 400, text: "The request has invalid fields" },
  AUTH_REQUIRED: { status: 401, text: "Authentication required" },
  INVALID_TOKEN: { status: 401, text: "Invalid token" },
  TOKEN_EXPIRED: { status: 401, text: "Token has expired" },
  INVALID_CREDENTIALS: { status: 401, text: "Invalid username or password" },
  SECOND_FACTOR_REQUIRED: { status: 401, text: "The password is right, and this account has a second factor: send its six digits, or a recovery code, as `otp`" },
  FORBIDDEN: { status: 403, text: "Insufficient permissions" },
  IP_NOT_ALLOWED: { status: 403, text: "This credential may not be used from your address" },
  ACCOUNT_SUSPENDED: { status: 403, text: "This account is suspended" },
  EMAIL_NOT_VERIFIED: { status: 403, text: "Confirm your email address first" },
  REAUTHENTICATION_REQUIRED: { status: 403, text: "Sign in again to do this: your last sign-in is older than 10 minutes" },
  SECOND_FACTOR_MISSING: { status: 403, text: "Your role needs a second factor: sign in on the website and set one up under Settings, Security" },
  NOT_FOUND: { status: 404, text: "Not found" },
  METHOD_NOT_ALLOWED: { status: 405, text: "Method not allowed" },
  REQUEST_TIMEOUT: { status: 408, text: "Nothing more of the request came in time" },
  CONFLICT: { status: 409, text: "Already exists" },
  LAST_ADMIN: { status: 409, text: "The last administrator cannot be removed" },
  LAST_OWNER: { status: 409, text: "The last owner cannot be removed" },
  PAYLOAD_TOO_LARGE: { status: 413, text: "The body is larger than 64 KiB" },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, text: "Send the body as application/json" },
  RATE_LIMITED: { status: 429, text: "Too many requests" },
  INTERNAL: { status: 500, text: "Something went wrong on our side" },
  BAD_GATEWAY: { status: 502, text: "The API behind the gateway cannot be reached" },
  UNAVAILABLE: { status: 503, text: "Temporarily unavailable" },
  GATEWAY_TIMEOUT: { status: 504, text: "The API behind the gateway did not answer in time" },
} as const;

export type ErrorCode = keyof typeof errorTable;

/** Extra members that a REST error may carry beside `error`, `code` and `request_id`. */
export type ErrorDetails = {
  issues?: { path: string; message: string }[];
  required_scope?: string;
  required_role?: string;
  field?: string;
  retry_after?: number;
};
