import { KeyhouseError } from "../errors";

export type Fetch = typeof globalThis.fetch;

export type Sending = {
  fetch: Fetch;
  /** For the headers of the answer, and, through `finish`, for its body. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** The caller reads the body later: the signal stays tied to it. */
  streams?: boolean;
};

/**
 * One request, once. Returns whatever the server answers; a server that cannot be reached or is silent for too long is a KeyhouseError
 * (`NETWORK_ERROR`, `TIMEOUT`). An abort by the caller's own signal is thrown as it is.
 */
export async function send<Result>(url: string, init: RequestInit, sending: Sending, finish: (response: Response) => Promise<Result>): Promise<Result> {
  const { fetch, timeoutMs, signal, streams } = sending;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(timeout), timeoutMs);
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return await finish(await fetch(url, { ...init, signal: controller.signal }));
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (controller.signal.aborted) throw new KeyhouseError({ status: 0, code: "TIMEOUT", message: `The server did not answer within ${timeoutMs / 1000} s`, cause });
    throw cause instanceof KeyhouseError ? cause : new KeyhouseError({ status: 0, code: "NETWORK_ERROR", message: "The server cannot be reached", cause });
  } finally {
    clearTimeout(timer);
    if (!streams) signal?.removeEventListener("abort", abort);
  }
}

const timeout = new Error("timeout");

/** JSON as what it says, `undefined` where there is nothing, anything else as text. */
export async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get("content-type") ?? "")) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type QueryValue = string | number | boolean | undefined;

export function queryString(query: Record<string, QueryValue> | undefined): string {
  const given = Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
