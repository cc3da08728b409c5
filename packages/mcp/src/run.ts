import type { Readable, Writable } from "node:stream";
import { KeyhouseError, readConfiguration, createClient, type Client, type Configuration } from "@keyhouse/client";
import { exchangedToken } from "./exchanged-token";
import { serveStdio } from "./relay/serve-stdio";
import { Reporter } from "./reporter";
import { version } from "./version";

export type StdioServerOptions = {
  /** `NAME` and `PASSWORD`, or `API_TOKEN`; `API_BASE_URL`, `INSTANCE`, `API_TIMEOUT`, `LOG_LEVEL`. */
  env?: Record<string, string | undefined>;
  /** Messages of the MCP client, one a line. */
  input?: Readable;
  /** Nothing but answers to them. */
  output?: Writable;
  /** What people read. */
  errors?: Writable;
  /** Ends the server at once. */
  signal?: AbortSignal;
};

/** What the process ends with. */
export const exitCodes = { done: 0, failed: 1, misconfigured: 2, refused: 3, unreachable: 4 } as const;

/**
 * The whole program: checks the environment, signs in, says so on `errors`, serves until the input ends, and signs out. Returns the
 * exit code: 0 at the end of the input or by the signal, 2 where a variable is wrong, 3 where the sign-in is refused, 4 where the
 * server cannot be reached, 1 for anything else.
 *
 * @example
 * process.exit(await runStdioServer({ env: { API_BASE_URL: "https://keys.example.com", API_TOKEN: token } }));
 */
export async function runStdioServer({ env = process.env, input = process.stdin, output = process.stdout, errors = process.stderr, signal }: StdioServerOptions = {}): Promise<number> {
  const ending = new AbortController();
  const end = () => ending.abort();
  if (signal?.aborted) return exitCodes.done;
  signal?.addEventListener("abort", end, { once: true });
  // whoever asked is gone: there is nobody left to answer
  output.on("error", end);
  let reporter = new Reporter("info", errors);
  let client: Client | undefined;
  try {
    requireFilledIn(env);
    const configuration = readConfiguration(env);
    reporter = new Reporter(configuration.logLevel ?? "info", errors);
    reporter.step("🚀 Keyhouse MCP server starting...");
    client = makeClient(configuration, env, reporter);
    reporter.step("🔐 Authentication configured");
    await untilAborted(client.login(), ending.signal);
    reporter.step(`👤 ${describe(configuration)} at ${client.baseUrl}`);
    reporter.step("⚡ MCP server ready on stdio");
    await serveStdio({ fetch: client.fetch, input, output, signal: ending.signal, onFailure: (method, error) => reporter.error(`${method} failed: ${messageOf(error)}`) });
  } catch (error) {
    if (!ending.signal.aborted) {
      reporter.error(messageOf(error));
      return exitCodeOf(error);
    }
  } finally {
    await flush(output);
    await (client && signOut(client));
    signal?.removeEventListener("abort", end);
    output.off("error", end);
  }
  return exitCodes.done;
}

/** MCP clients fill `${VARIABLE}` in from their own environment, or pass it on as it stands where they do not know it. */
function requireFilledIn(env: NonNullable<StdioServerOptions["env"]>): void {
  for (const name of ["NAME", "PASSWORD", "API_TOKEN", "API_BASE_URL", "INSTANCE"]) {
    const variable = /^\$\{([^}]*)\}$/.exec(env[name] ?? "")?.[1];
    if (variable === undefined) continue;
    throw new KeyhouseError({ status: 0, code: "INVALID_CONFIGURATION", message: `${name} was not filled in: the variable ${variable} is not set where your MCP client was started` });
  }
}

function makeClient(configuration: Configuration, env: NonNullable<StdioServerOptions["env"]>, reporter: Reporter): Client {
  const { apiToken, name, password } = configuration;
  if (apiToken === undefined && name === undefined && password === undefined) {
    throw new KeyhouseError({ status: 0, code: "INVALID_CONFIGURATION", message: "NAME and PASSWORD are missing: set them to username and password of your account, or set API_TOKEN" });
  }
  const client = createClient({ env, userAgent: `keyhouse-mcp/${version}`, logger: reporter.logger, ...(apiToken !== undefined && { apiToken, tokenSource: exchangedToken(apiToken) }) });
  if (isReadableOnTheWay(client.baseUrl)) reporter.warn(`API_BASE_URL is ${client.baseUrl}: without https whoever stands in between reads passwords and tokens`);
  return client;
}

function isReadableOnTheWay(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === "http:" && !/^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function describe({ name, instance }: Configuration): string {
  const who = name === undefined ? "API token" : `Signed in as ${name}`;
  return instance === undefined ? who : `${who}, instance ${instance},`;
}

/** The session must not outlive the program, nor the program wait for a server that is away. */
async function signOut(client: Client): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, signOutMilliseconds).unref());
  await Promise.race([client.logout().catch(() => undefined), patience]);
}

/** MCP clients kill what has not ended two seconds after its input did. */
const signOutMilliseconds = 1500;

function flush(output: Writable): Promise<void> {
  return new Promise((resolve) => (output.writable ? output.write("", () => resolve()) : resolve()));
}

function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function exitCodeOf(error: unknown): number {
  if (!(error instanceof KeyhouseError)) return exitCodes.failed;
  if (error.code === "INVALID_CONFIGURATION") return exitCodes.misconfigured;
  if (error.status === 0 || error.status === 429 || error.status >= 500) return exitCodes.unreachable;
  return error.status >= 400 ? exitCodes.refused : exitCodes.failed;
}
