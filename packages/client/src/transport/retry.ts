import { KeyhouseError, readRetryAfter } from "../errors";

export type RetryOptions = {
  /** How often a request is repeated at most. Default 6. */
  retries?: number;
  /** The first pause is a random time up to this, in milliseconds; each further one may last twice as long. Default 500. */
  baseDelayMs?: number;
  /** No pause lasts longer, in milliseconds. Default 20,000. */
  maxDelayMs?: number;
  /** A `Retry-After` of more seconds than this is not waited for: the error is thrown, and says it. Default 60. */
  maxRetryAfterSeconds?: number;
};

export const retryDefaults: Required<RetryOptions> = { retries: 6, baseDelayMs: 500, maxDelayMs: 20_000, maxRetryAfterSeconds: 60 };

export type Retrying = Required<RetryOptions> & {
  /** Doing it twice does no harm: a safe or idempotent method, or an Idempotency-Key goes with it. */
  isRepeatable: boolean;
  /** An Idempotency-Key goes with it. */
  isKeyed?: boolean;
  /** Runs ahead of each attempt; what it throws is final. */
  before?: () => Promise<void> | undefined;
  signal?: AbortSignal | undefined;
  onRetry: (reason: string, delayMs: number) => void;
};

/**
 * Repeats what failed for a reason that passes: no connection, no answer in time, 429, 502, 503, 504. What may have been done already
 * is repeated only where that does no harm; a 429, and a connection that was never established, left nothing done. Full jitter: the pauses of many
 * clients that failed at once do not meet again.
 */
export async function withRetries(attempt: () => Promise<Response>, retrying: Retrying): Promise<Response> {
  for (let failures = 0; ; failures++) {
    await retrying.before?.();
    const outcome: Outcome = await attempt().then((response) => ({ response }), (error: unknown) => ({ error }));
    const reason = reasonToRepeat(outcome, retrying, failures);
    const delayMs = reason === undefined || failures >= retrying.retries ? undefined : pauseBefore(outcome.response, failures, retrying);
    if (delayMs === undefined) {
      if (outcome.response) return outcome.response;
      throw outcome.error;
    }
    // an answer that nobody reads would hold its connection
    await outcome.response?.body?.cancel();
    retrying.onRetry(reason!, delayMs);
    await pause(delayMs, retrying.signal);
  }
}

type Outcome = { response?: Response; error?: unknown };

function reasonToRepeat({ response, error }: Outcome, { isRepeatable, isKeyed }: Retrying, failures: number): string | undefined {
  if (response) {
    // 409 to a repetition: the first one, whose answer was lost, is still running under the same Idempotency-Key.
    const isStillRunning = isKeyed && response.status === 409 && failures > 0;
    const passes = response.status === 429 || isStillRunning || (isRepeatable && [502, 503, 504].includes(response.status));
    return passes ? `the server answered ${response.status}` : undefined;
  }
  if (!(error instanceof KeyhouseError) || error.status !== 0) return undefined;
  const passes = error.code === "TIMEOUT" || error.code === "NETWORK_ERROR";
  return passes && (isRepeatable || neverConnected(error.cause)) ? error.message : undefined;
}

/** In milliseconds; `undefined` where the server wants to be left alone for longer than the caller may wait. */
export function pauseBefore(response: Response | undefined, failures: number, options: Required<RetryOptions>, random = Math.random): number | undefined {
  const retryAfter = response && readRetryAfter(response.headers);
  const ceiling = Math.min(options.maxDelayMs, options.baseDelayMs * 2 ** failures);
  if (retryAfter === undefined) return random() * ceiling;
  return retryAfter > options.maxRetryAfterSeconds ? undefined : retryAfter * 1000 + random() * Math.min(ceiling, 1000);
}

/** What Node says when not one byte has left. Browsers do not tell. */
function neverConnected(cause: unknown): boolean {
  for (let error = cause; typeof error === "object" && error !== null; error = (error as { cause?: unknown }).cause) {
    if (/^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/.test(String((error as { code?: unknown }).code))) return true;
  }
  return false;
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", end, { once: true });
  });
}
