export type KeyhouseIssue = { path: string; message: string };

/**
 * A request that did not succeed.
 *
 * `status` is the HTTP status, or 0 where no answer came (`code` is then `NETWORK_ERROR` or `TIMEOUT`). `code` is for
 * programs, `message` for people. `retryAfterSeconds` is set where the server said when to come back.
 */
export class KeyhouseError extends Error {
  override readonly name = "KeyhouseError";
  readonly status: number;
  readonly code: string;
  readonly issues: KeyhouseIssue[];
  readonly field?: string | undefined;
  readonly requiredScope?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;

  constructor(init: KeyhouseErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.status = init.status;
    this.code = init.code;
    this.issues = init.issues ?? [];
    this.field = init.field;
    this.requiredScope = init.requiredScope;
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
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
};

/** Reads the error body of an answer; an answer that is not ours (a proxy's page) still becomes a KeyhouseError. */
export function errorFromAnswer(status: number, headers: Headers, body: unknown): KeyhouseError {
  const members = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const retryAfter = Number(headers.get("retry-after") ?? Number.NaN);
  return new KeyhouseError({
    status,
    code: text(members["code"]) ?? `HTTP_${status}`,
    message: text(members["error"]) ?? `The server answered ${status}`,
    issues: Array.isArray(members["issues"]) ? (members["issues"] as KeyhouseIssue[]) : [],
    field: text(members["field"]),
    requiredScope: text(members["required_scope"]),
    requestId: text(members["request_id"]) ?? headers.get("x-request-id") ?? undefined,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
  });
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
