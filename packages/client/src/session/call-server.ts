import { KeyhouseError } from "../errors";
import { acceptsIdempotencyKey } from "../resources/accepts-idempotency-key";
import { withRetries } from "../transport/retry";
import { send } from "../transport/send";
import type { Settings } from "./settings";

export type ServerCall = {
  settings: Settings;
  url: string;
  init: RequestInit;
  signal?: AbortSignal | undefined;
  repeatable?: boolean | undefined;
  idempotencyKey?: string | undefined;
  /** Has the token of each attempt ready. What it throws is final: it has made its own attempts. */
  signer?: { prepare(): Promise<void>; readonly token: string } | undefined;
  /** The caller reads the body, whenever it wants. */
  streams?: boolean | undefined;
};

/** One call, repeated where it failed for a reason that passes. Its retries carry the same Idempotency-Key. */
export async function callServer({ settings, url, init, signal, signer, streams = false, ...call }: ServerCall): Promise<Response> {
  const { fetch, timeoutMs, log, retry, userAgent } = settings;
  const method = (init.method ?? "GET").toUpperCase();
  const headers = new Headers(init.headers);
  if (userAgent) headers.set("user-agent", userAgent);
  const path = new URL(url, "http://same.origin").pathname;
  const key = call.idempotencyKey ?? (acceptsIdempotencyKey(method, path) ? (headers.get("idempotency-key") ?? newKey()) : undefined);
  if (key !== undefined) headers.set("idempotency-key", key);
  const isSpentByReading = init.body instanceof ReadableStream;
  return withRetries(
    async () => {
      if (signer) headers.set("authorization", `Bearer ${signer.token}`);
      const startedAt = performance.now();
      const response = await send(url, { redirect: "manual", ...init, method, headers }, { fetch, timeoutMs, signal, streams }, streams ? (response) => Promise.resolve(response) : inMemory);
      log.debug(`${method} ${path} answered ${response.status} in ${Math.round(performance.now() - startedAt)} ms`);
      return response;
    },
    {
      ...retry,
      before: () => signer?.prepare(),
      retries: isSpentByReading ? 0 : retry.retries,
      isRepeatable: call.repeatable ?? (safeMethods.has(method) || key !== undefined),
      isKeyed: key !== undefined,
      signal,
      onRetry: (reason, delayMs) => log.warn(`${method} ${path}: ${reason}, trying again in ${Math.round(delayMs)} ms`),
    },
  );
}

/** RFC 9110, section 9.2.2. */
const safeMethods = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);

/** Read to its end within the time: a connection that breaks in the middle of a body is repeated like any other. */
async function inMemory(response: Response): Promise<Response> {
  if (response.status === 0 || [301, 302, 303, 307, 308].includes(response.status)) throw redirected(response);
  const body = await response.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, { status: response.status, statusText: response.statusText, headers: response.headers });
}

/** `crypto.randomUUID` is missing on pages without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Not followed: what is sent is for the address that was configured. The API itself redirects nobody. */
function redirected({ url, headers }: Response): KeyhouseError {
  const target = headers.get("location");
  return new KeyhouseError({ status: 0, code: "INVALID_CONFIGURATION", message: `${url || "The server"} redirects${target === null ? "" : ` to ${target.split("?")[0]}`}: set API_BASE_URL (baseUrl) to the server's own address` });
}
