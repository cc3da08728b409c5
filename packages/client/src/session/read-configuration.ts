import { KeyhouseError } from "../errors";
import { logLevels, type LogLevel } from "./log";

export type Environment = Record<string, string | undefined>;

export type Configuration = {
  baseUrl?: string | undefined;
  apiToken?: string | undefined;
  name?: string | undefined;
  password?: string | undefined;
  instance?: string | undefined;
  timeoutMs?: number | undefined;
  logLevel?: LogLevel | undefined;
};

/**
 * Reads `API_TOKEN`, or `NAME` and `PASSWORD`, and `API_BASE_URL`, `API_TIMEOUT` (milliseconds), `INSTANCE`, `LOG_LEVEL`, and checks
 * them before anything is sent. `API_TOKEN` wins over `NAME` and `PASSWORD`. Throws KeyhouseError `INVALID_CONFIGURATION`, which names the
 * variable and never its secret.
 *
 * @example
 * const { baseUrl, instance } = readConfiguration(process.env);
 */
export function readConfiguration(env: Environment): Configuration {
  const given = (name: string) => (env[name] === undefined || env[name] === "" ? undefined : env[name]);
  const apiToken = given("API_TOKEN");
  return {
    baseUrl: given("API_BASE_URL"),
    apiToken,
    ...(apiToken === undefined && { name: given("NAME"), password: given("PASSWORD") }),
    instance: given("INSTANCE"),
    timeoutMs: given("API_TIMEOUT") === undefined ? undefined : Number(given("API_TIMEOUT")),
    logLevel: readLevel(given("LOG_LEVEL")),
  };
}

/** What an option of the same meaning is called in the messages: the variable, with the option in brackets. */
export function checkConfiguration(configuration: Configuration): void {
  const { baseUrl, apiToken, name, password, instance, timeoutMs } = configuration;
  if (apiToken !== undefined) require(/^[\x21-\x7e]+$/.test(apiToken), "API_TOKEN (apiToken) must be the token alone, without spaces or line breaks");
  if (name !== undefined) {
    require(name.includes("@") || /^[A-Za-z0-9-]{3,50}$/.test(name), "NAME (name) must be a username of 3 to 50 letters, digits and hyphens, or an email address");
    require(password !== undefined, "PASSWORD (password) is missing: NAME is set, and both are needed to sign in");
  }
  if (password !== undefined) {
    require(name !== undefined, "NAME (name) is missing: PASSWORD is set, and both are needed to sign in");
    require([...password].length >= 8 && [...password].length <= 128, "PASSWORD (password) must have 8 to 128 characters");
  }
  if (baseUrl) require(isHttpUrl(baseUrl), "API_BASE_URL (baseUrl) must be an address such as https://keys.example.com");
  if (instance !== undefined) require(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/.test(instance), "INSTANCE (instance) must be 1 to 50 letters, digits, dots, hyphens and underscores");
  if (timeoutMs !== undefined) require(Number.isInteger(timeoutMs) && timeoutMs > 0 && timeoutMs < 2 ** 31, "API_TIMEOUT (timeoutMs) must be a whole number of milliseconds, such as 30000");
}

function isHttpUrl(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    return (protocol === "https:" || protocol === "http:") && username === "" && password === "";
  } catch {
    return false;
  }
}

function readLevel(level: string | undefined): LogLevel | undefined {
  return logLevels.find((known) => known === level?.toLowerCase());
}

function require(isRight: boolean, message: string): void {
  if (!isRight) throw new KeyhouseError({ status: 0, code: "INVALID_CONFIGURATION", message });
}
