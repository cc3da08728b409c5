/**
 * Why a provider could not vouch for somebody.
 * unreachable: no answer, or one that says it is broken; clock: its clock and ours differ; stale: it did not ask them to sign in
 * again; answer: what it sent cannot be trusted or understood.
 */
export type FailureKind = "unreachable" | "clock" | "stale" | "answer";

/** Recognise it with `isProviderFailure`: see lib/errors.ts. */
export class ProviderFailure extends Error {
  readonly providerFailure = true;
  constructor(readonly kind: FailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

export function isProviderFailure(error: unknown): error is ProviderFailure {
  return error instanceof Error && (error as Partial<ProviderFailure>).providerFailure === true;
}

/** From what next-auth and the OpenID client under it report. */
export function toProviderFailure(error: unknown): ProviderFailure {
  if (isProviderFailure(error)) return error;
  const { message = String(error), code } = (error ?? {}) as { message?: string; code?: unknown };
  return new ProviderFailure(kindOf(message, code), message, { cause: error });
}

function kindOf(message: string, code: unknown): FailureKind {
  if (typeof code === "string" && /^(E[A-Z]{3,}|EAI_AGAIN|UND_ERR_\w+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/.test(code)) return "unreachable";
  if (/timed out|expected 200 OK, got: 5\d\d|fetch failed|timeout|^(server_error|temporarily_unavailable)\b/i.test(message)) return "unreachable";
  if (/JWT expired|not active yet|issued in the future|too much time has elapsed/i.test(message)) return "clock";
  return "answer";
}
