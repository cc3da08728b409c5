import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { pin, type Resolve } from "./pin";
import { SafeFetchError } from "./error";

export type SafeFetchOptions = {
  method?: "GET" | "POST" | "OPTIONS" | "HEAD";
  headers?: Record<string, string>;
  body?: string;
  /** For everything together: name, connection, answer. */
  timeoutMilliseconds?: number;
  largestBytes?: number;
  /** Origins of our own, which may have any address. */
  ownOrigins?: readonly string[];
  /** May the address be this machine's? Only where the house itself runs on loopback. */
  allowLoopback?: boolean;
  /** How names become addresses; the system's way unless given. */
  resolve?: Resolve;
};

export type Fetched = { status: number; header(name: string): string | undefined; body: Buffer };

/**
 * Fetches an address that a stranger has named. The name is resolved once and the connection goes to exactly what was checked
 * (no second look-up that could answer differently); private and special addresses are refused; no redirect is followed;
 * time and size are bounded; nothing is decompressed. Throws SafeFetchError.
 */
export async function safeFetch(address: string, options: SafeFetchOptions = {}): Promise<Fetched> {
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new SafeFetchError("address_refused", `${url.protocol} is not http or https`);
  if (running >= mostAtOnce) throw new SafeFetchError("busy", "too many requests are under way");
  running++;
  const deadline = AbortSignal.timeout(options.timeoutMilliseconds ?? 5000);
  try {
    const addresses = await orTimeOut(pin(url, options), deadline);
    return await exchange(url, options, addresses, deadline);
  } finally {
    running--;
  }
}

const mostAtOnce = 32;
let running = 0;

function orTimeOut<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    deadline.addEventListener("abort", () => reject(timedOut()), { once: true });
    work.then(resolve, reject);
  });
}

async function exchange(url: URL, options: SafeFetchOptions, addresses: Pinned, deadline: AbortSignal): Promise<Fetched> {
  try {
    const response = await send(url, options, addresses, deadline);
    const encoding = response.headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity") {
      response.destroy();
      throw new SafeFetchError("too_large", `the answer is compressed (${encoding}) although that was not asked for`);
    }
    const body = await readCapped(response, options.largestBytes ?? 5 * 1024);
    return { status: response.statusCode ?? 0, header: (name) => [response.headers[name]].flat().join(", ") || undefined, body };
  } catch (error) {
    if (error instanceof SafeFetchError) throw error;
    if (deadline.aborted) throw timedOut();
    throw new SafeFetchError("unreachable", describe(error));
  }
}

type Pinned = Awaited<ReturnType<typeof pin>>;

function send(url: URL, options: SafeFetchOptions, addresses: Pinned, deadline: AbortSignal): Promise<IncomingMessage> {
  const settings: RequestOptions = {
    method: options.method ?? "GET",
    headers: { "accept-encoding": "identity", "user-agent": "Keyhouse", ...options.headers, ...(options.body !== undefined && { "content-length": Buffer.byteLength(options.body) }) },
    // a pool could hand out a connection to an address that nobody checked
    agent: false,
    signal: deadline,
    lookup: (_hostname, { all }, answer) => (all ? answer(null, addresses) : answer(null, addresses[0]!.address, addresses[0]!.family)),
  };
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, settings, resolve);
    sent.on("error", reject);
    sent.end(options.body);
  });
}

async function readCapped(response: IncomingMessage, largest: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw new SafeFetchError("too_large", `the answer is larger than ${largest} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const timedOut = () => new SafeFetchError("timeout", "there was no whole answer in time");

function describe(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? "the connection failed";
}
