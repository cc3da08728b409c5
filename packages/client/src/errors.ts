export type KeyhouseIssue = { path: string; message: string };

/**
 * A request that did not succeed.
 *
 * `status` is the HTTP status, or 0 where no answer came. `code` is for programs, `message` for people:
 * - `INVALID_CONFIGURATION` (0): an option or an environment variable is missing or wrong; nothing was sent.
 * - `NETWORK_ERROR` (0), `TIMEOUT` (0): the server cannot be reached, or did not answer in time.
 * - everything else is the server's own code, such as `INVALID_CREDENTIALS`, `FORBIDDEN`, `NOT_FOUND`, `RATE_LIMITED`,
 *   or an OAuth error such as `invalid_grant`; `HTTP_502` and its like where the answer was not the server's.
 *
 * @example
 * try {
 *   await client.apiKeys.create({ name: "ci" });
 * } catch (error) {
 *   if (error instanceof KeyhouseError && error.code === "FORBIDDEN") console.error(`needs ${error.requiredScope}`);
 *   else throw error;
 * }
 */
export class KeyhouseError extends Error {
  override readonly name = "KeyhouseError";
  readonly status: number;
  readonly code: string;
  /** With `VALIDATION_FAILED`: which field, and what is wrong with it. */
  readonly issues: KeyhouseIssue[];
  /** With `CONFLICT`: the field whose value is taken. */
  readonly field?: string | undefined;
  /** With `FORBIDDEN`: the scope that the credential lacks. */
  readonly requiredScope?: string | undefined;
  /** With `FORBIDDEN`: the role that the account lacks. */
  readonly requiredRole?: string | undefined;
  /** Names the request in the server's logs. */
  readonly requestId?: string | undefined;
  /** In seconds; set where the server said when to come back. */
  readonly retryAfterSeconds?: number | undefined;

  constructor(init: KeyhouseErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.status = init.status;
    this.code = init.code;
    this.issues = init.issues ?? [];
    this.field = init.field;
    this.requiredScope = init.requiredScope;
    this.requiredRole = init.requiredRole;
    this.requestId = init.requestId;
    this.retryAfterSeconds = init.retryAfterSeconds;
  }
}

export type KeyhouseErrorInit = {
  status: number;
  code: string;
  message: string;
  issues?: KeyhouseIssue[] | undefined;
  field?: string | undefined;
  requiredScope?: string | undefined;
  requiredRole?: string | undefined;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
};

/** Reads the error body of an answer; an answer that is not ours (a proxy's page) still becomes a KeyhouseError. */
export function errorFromAnswer(status: number, headers: Headers, body: unknown): KeyhouseError {
  const members = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  // RFC 6749, section 5.2: there, `error` is for programs.
  const description = text(members["error_description"]);
  return new KeyhouseError({
    status,
    code: text(members["code"]) ?? (description === undefined ? undefined : text(members["error"])) ?? `HTTP_${status}`,
    message: description ?? text(members["error"]) ?? `The server answered ${status}`,
    issues: Array.isArray(members["issues"]) ? (members["issues"] as KeyhouseIssue[]) : [],
    field: text(members["field"]),
    requiredScope: text(members["required_scope"]),
    requiredRole: text(members["required_role"]),
    requestId: text(members["request_id"]) ?? headers.get("x-request-id") ?? undefined,
    retryAfterSeconds: readRetryAfter(headers),
  });
}

/** RFC 9110, section 10.2.3: seconds, or a date. */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
