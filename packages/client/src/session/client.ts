import { KeyhouseError } from "../errors";
import type { Resources } from "../generated/resources";
import { buildResources } from "../resources/build-resources";
import { headersOf, readAnswer, type RequesterCall } from "../transport/requester";
import { queryString } from "../transport/send";
import { callSignedIn } from "./call-signed-in";
import { chooseSettings, type ClientOptions } from "./settings";
import { signInCall } from "./sign-in-call";
import { TokenKeeper } from "./token-keeper";

export type RequestOptions = RequesterCall & {
  /** Sent as `Idempotency-Key`; the client makes one where the route accepts it. */
  idempotencyKey?: string;
  /** Doing it twice does no harm: it is repeated after a lost connection although it is a POST or PATCH. */
  repeatable?: boolean;
};

export type FetchOptions = Pick<RequestOptions, "repeatable">;

export type Client = Resources & {
  /** Origin of the service. */
  readonly baseUrl: string;
  /**
   * Any route, by method and path: answers the parsed JSON of a 2xx answer (text where it is not JSON, `undefined` where it is empty).
   * Throws KeyhouseError otherwise, and the signal's reason when it is aborted.
   *
   * @example
   * const me = await client.request("GET", "/api/v1/users/me");
   */
  request<Answer = unknown>(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  /**
   * `fetch` with the token put in: for streams, and for libraries that take a `fetch`. A 4xx is an answer and is not thrown. `timeoutMs` ends
   * with the answer's headers; the body may take as long as it likes. Addresses of other origins than `baseUrl` are refused.
   *
   * @example
   * const transport = new StreamableHTTPClientTransport(new URL("/mcp", client.baseUrl), { fetch: client.fetch });
   */
  fetch(url: string | URL, init?: RequestInit, options?: FetchOptions): Promise<Response>;
  /** A token that is good for now, for calls by other means. */
  token(): Promise<string>;
  /** Signs in now rather than at the first call. Throws `INVALID_CREDENTIALS`, `NETWORK_ERROR`, `RATE_LIMITED`, ... */
  login(): Promise<void>;
  /** Forgets the token and ends the session on the server. The next call signs in again. */
  logout(): Promise<void>;
};

/**
 * A client that signs in by itself with a username and a password, or uses an API token; by default both come from the environment
 * (`API_TOKEN`, or `NAME` and `PASSWORD`; `API_BASE_URL`, `API_TIMEOUT`, `INSTANCE`, `LOG_LEVEL`). Tokens are in memory only and are renewed
 * five minutes before they expire; a 401 renews and repeats the call once, then signs in again and repeats it once more. What fails for a
 * reason that passes (no connection, 429, 502 to 504) is repeated with growing pauses; `Retry-After` is kept.
 *
 * Throws KeyhouseError `INVALID_CONFIGURATION` at once where a setting is wrong. Nothing is sent before the first call.
 *
 * @example
 * const client = createClient({ baseUrl: "https://keys.example.com", apiToken: process.env.API_TOKEN });
 * for await (const key of client.apiKeys.list()) console.log(key.name);
 */
export function createClient(options: ClientOptions = {}): Client {
  const settings = chooseSettings(options);
  const keeper = settings.source && new TokenKeeper(settings.source, signInCall(settings));
  const request = async <Answer>(method: string, path: string, options: RequestOptions = {}) => {
    const { body, query, headers, ...rest } = options;
    const init = { method, headers: { ...headersOf(undefined, body), ...headers }, body: body === undefined ? null : JSON.stringify(body) };
    return readAnswer<Answer>(await callSignedIn({ settings, keeper, url: addressOf(settings.baseUrl, path + queryString(query)), init, ...rest }));
  };
  return {
    ...buildResources(request),
    baseUrl: settings.baseUrl,
    request,
    fetch: async (url, init = {}, { repeatable } = {}) => callSignedIn({ settings, keeper, url: addressOf(settings.baseUrl, String(url)), init, repeatable, signal: init.signal ?? undefined, streams: true }),
    token: async () => (keeper ? keeper.current() : Promise.reject(noCredential())),
    login: async () => void (await keeper?.current()),
    logout: async () => keeper?.end(),
  };
}

/** The token goes to the service and nowhere else. */
function addressOf(baseUrl: string, url: string): string {
  if (url.startsWith("/") && !url.startsWith("//")) return baseUrl + url;
  const origin = baseUrl === "" ? globalThis.location?.origin : new URL(baseUrl).origin;
  if (URL.canParse(url) && new URL(url).origin === origin) return url;
  throw new KeyhouseError({ status: 0, code: "INVALID_CONFIGURATION", message: `${url} is not at ${origin ?? "the service"}: the token is sent there only. Give a path that begins with a slash` });
}

const noCredential = () => new KeyhouseError({ status: 0, code: "INVALID_CONFIGURATION", message: "No credential: set API_TOKEN, or NAME and PASSWORD, or give apiToken, or name and password" });
