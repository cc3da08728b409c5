import { errorFromAnswer } from "../errors";
import { queryString, readBody, send, type Fetch, type QueryValue } from "./send";

export type RequesterOptions = {
  /** Origin of the service, without trailing slash. Empty (the default) means the page's own. */
  baseUrl?: string;
  /** API key, API token or session token; sent as `Authorization: Bearer`. In a browser the session cookie is used where absent. */
  token?: string;
  /** How long to wait for an answer, in milliseconds. */
  timeoutMs?: number;
  fetch?: Fetch;
};

export type RequesterCall = {
  /** Members that are `undefined` are left out. */
  query?: Record<string, QueryValue> | undefined;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
};

export type Requester = {
  /** Sends one request and returns the parsed JSON of a 2xx answer (`undefined` for an empty one). Throws KeyhouseError otherwise. */
  request<Answer = unknown>(method: string, path: string, options?: RequesterCall): Promise<Answer>;
};

/**
 * The smallest way to call the API: no state, no retries, no signing in. Meant for pages, where the session cookie signs in.
 *
 * @example
 * const me = await createRequester().request("GET", "/api/v1/users/me");
 */
export function createRequester({ baseUrl = "", token, timeoutMs = 30_000, fetch = globalThis.fetch.bind(globalThis) }: RequesterOptions = {}): Requester {
  return {
    request: <Answer>(method: string, path: string, { query, body, headers, signal }: RequesterCall = {}) =>
      send(
        `${baseUrl}${path}${queryString(query)}`,
        { method, headers: { ...headersOf(token, body), ...headers }, body: body === undefined ? null : JSON.stringify(body) },
        { fetch, timeoutMs, signal },
        (response) => readAnswer<Answer>(response),
      ),
  };
}

export function headersOf(token: string | undefined, body: unknown): Record<string, string> {
  return {
    accept: "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
}

export async function readAnswer<Answer>(response: Response): Promise<Answer> {
  const body = await readBody(response);
  if (!response.ok) throw errorFromAnswer(response.status, response.headers, body);
  return body as Answer;
}
