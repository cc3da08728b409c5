import { errorFromAnswer, KeyhouseError } from "./errors";

export type QueryValue = string | number | boolean | undefined;

export type RequestOptions = {
  /** Members that are `undefined` are left out. */
  query?: Record<string, QueryValue> | undefined;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
};

export type ClientOptions = {
  /** Origin of the service, without trailing slash. Empty (the default in a browser) means the page's own. */
  baseUrl?: string;
  /** API key, API token or session token; sent as `Authorization: Bearer`. In a browser the session cookie is used where absent. */
  token?: string;
  /** How long to wait for an answer, in milliseconds. */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
};

export type Client = {
  /**
   * Sends one request and returns the parsed JSON of a 2xx answer (`undefined` for an empty one).
   * Throws KeyhouseError otherwise.
   *
   * @example
   * const me = await createClient({ baseUrl: "https://keys.example.com", token }).request("GET", "/api/v1/users/me");
   */
  request<Answer = unknown>(method: string, path: string, options?: RequestOptions): Promise<Answer>;
};

/** A minimal HTTP client of the Keyhouse API: no dependency, no state, no retries. */
export function createClient({ baseUrl = "", token, timeoutMs = 30_000, fetch = globalThis.fetch.bind(globalThis) }: ClientOptions = {}): Client {
  return {
    async request<Answer>(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
      const response = await send(fetch, `${baseUrl}${path}${queryString(options.query)}`, {
        method,
        headers: requestHeaders(token, options),
        body: options.body === undefined ? null : JSON.stringify(options.body),
        signal: anySignal(options.signal, timeoutMs),
      });
      const body = await readJson(response);
      if (!response.ok) throw errorFromAnswer(response.status, response.headers, body);
      return body as Answer;
    },
  };
}

async function send(fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    const timedOut = cause instanceof DOMException && cause.name === "TimeoutError";
    throw new KeyhouseError({
      status: 0,
      code: timedOut ? "TIMEOUT" : "NETWORK_ERROR",
      message: timedOut ? "The server did not answer in time" : "The server cannot be reached",
      cause,
    });
  }
}

function requestHeaders(token: string | undefined, options: RequestOptions): Record<string, string> {
  return {
    accept: "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(options.body === undefined ? {} : { "content-type": "application/json" }),
    ...options.headers,
  };
}

function queryString(query: RequestOptions["query"]): string {
  const given = Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

function anySignal(signal: AbortSignal | undefined, timeoutMs: number): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
