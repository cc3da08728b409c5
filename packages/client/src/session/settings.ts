import { retryDefaults, type RetryOptions } from "../transport/retry";
import type { Fetch } from "../transport/send";
import { Log, type Logger, type LogLevel } from "./log";
import { checkConfiguration, readConfiguration, type Configuration, type Environment } from "./read-configuration";
import { fixedToken, passwordSignIn } from "./sources";
import type { TokenSource } from "./token-source";

export type ClientOptions = {
  /** Origin of the service, such as `https://keys.example.com`. Default: `API_BASE_URL`; then, in a browser, the page's own origin, elsewhere `http://localhost:3000`. */
  baseUrl?: string | undefined;
  /** An API key, a personal API token or a long-lived token. Default: `API_TOKEN`. */
  apiToken?: string | undefined;
  /** Username or email address. Default: `NAME`. */
  name?: string | undefined;
  /** Default: `PASSWORD`. */
  password?: string | undefined;
  /** Where tokens come from, instead of the three above. */
  tokenSource?: TokenSource | undefined;
  /** Names this installation in the server's list of sessions: it stands in the User-Agent. Default: `INSTANCE`. */
  instance?: string | undefined;
  /** Name and version of the program that uses this client. Default `keyhouse-client/0.1.0`. Browsers send their own. */
  userAgent?: string | undefined;
  /** How long to wait for one answer, in milliseconds. Default: `API_TIMEOUT`, then 30,000. */
  timeoutMs?: number | undefined;
  retry?: RetryOptions | undefined;
  /** Default: the platform's own. */
  fetch?: Fetch | undefined;
  /** Default: standard error (a browser's console), and only where a level is set. */
  logger?: Logger | undefined;
  /** Default: `LOG_LEVEL`; then `info` where there is a logger, `silent` where there is none. */
  logLevel?: LogLevel | undefined;
  /** Default: `process.env` where there is one. */
  env?: Environment | undefined;
};

export type Settings = {
  baseUrl: string;
  source: TokenSource | undefined;
  userAgent: string | undefined;
  timeoutMs: number;
  retry: Required<RetryOptions>;
  fetch: Fetch;
  log: Log;
};

/** What the options say, and for the rest the environment; a credential comes from one of the two as a whole. */
export function chooseSettings(options: ClientOptions): Settings {
  const { apiToken, name, password, tokenSource, logger, retry } = options;
  const fromEnvironment = readConfiguration(options.env ?? processEnvironment());
  const isExplicit = [apiToken, name, password, tokenSource].some((given) => given !== undefined);
  const credential = isExplicit ? { apiToken, name, password } : fromEnvironment;
  const chosen: Configuration = {
    ...pickCredential(credential),
    baseUrl: options.baseUrl ?? fromEnvironment.baseUrl ?? (isBrowser() ? "" : "http://localhost:3000"),
    instance: options.instance ?? fromEnvironment.instance,
    timeoutMs: options.timeoutMs ?? fromEnvironment.timeoutMs,
  };
  checkConfiguration(chosen);
  const log = new Log(options.logLevel ?? fromEnvironment.logLevel ?? (logger ? "info" : "silent"), logger);
  log.redactor.keep(chosen.password, chosen.apiToken);
  return {
    baseUrl: chosen.baseUrl!.replace(/\/+$/, ""),
    source: tokenSource ?? sourceOf(chosen),
    userAgent: isBrowser() ? undefined : `${options.userAgent ?? `keyhouse-client/${version}`}${chosen.instance ? ` (${chosen.instance})` : ""}`,
    timeoutMs: chosen.timeoutMs ?? 30_000,
    retry: { ...retryDefaults, ...retry },
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    log,
  };
}

export const version = "0.1.0";

const pickCredential = ({ apiToken, name, password }: Configuration): Configuration => ({ apiToken, name, password });

function sourceOf({ apiToken, name, password }: Configuration): TokenSource | undefined {
  if (apiToken !== undefined) return fixedToken(apiToken);
  return name !== undefined && password !== undefined ? passwordSignIn(name, password) : undefined;
}

const isBrowser = (): boolean => "document" in globalThis;

function processEnvironment(): Environment {
  return (globalThis as { process?: { env?: Environment } }).process?.env ?? {};
}
