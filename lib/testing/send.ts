/// <reference types="vite/client" />
import { peerHeader, peerNonce } from "@/lib/client-address/peer";
import { config } from "@/lib/env/config";

type RouteFunction = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type RouteModule = Record<string, RouteFunction | undefined>;

const modules = import.meta.glob<RouteModule>(["/app/**/route.ts", "/app/.well-known/**/route.ts", "!/app/**/[[]...nextauth[]]/route.ts"]);

export type Sent = {
  token?: string | undefined;
  apiKey?: string;
  cookie?: string;
  body?: unknown;
  /** A body as it stands, instead of `body`. */
  raw?: BodyInit;
  headers?: Record<string, string>;
  /** The socket's address. */
  from?: string;
};

export type Answered = { status: number; headers: Headers; text: string; json: object; cookies: string[] };

/** Sends a request to the route file that is mounted at its path, as Next would. */
export async function send(method: string, target: string, sent: Sent = {}): Promise<Answered> {
  const url = new URL(target, config().publicUrl);
  const { load, params } = findRoute(url.pathname);
  const request = new Request(url, { method, headers: headersOf(sent), body: sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body)), duplex: "half" } as RequestInit);
  const handler = (await load())[method];
  if (!handler) throw new Error(`${url.pathname} has no ${method}`);
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text), cookies: response.headers.getSetCookie() };
}

/** Is a route file mounted at this path, other than the one that catches everything? */
export function isMounted(path: string): boolean {
  return !findRoute(path).file.includes("[...");
}

/** Every handler that a route file under app/api/v1 exports, with the path that it answers. */
export async function mountedHandlers(): Promise<{ file: string; method: string; path: string; handler: RouteFunction & { route?: { method: string; path: string; aliases?: readonly string[] } } }[]> {
  const files = table.filter(({ file }) => file.startsWith("/app/api/v1/"));
  const loaded = await Promise.all(files.map(async ({ file, load, segments }) => ({ file, segments, exported: await load() })));
  return loaded.flatMap(({ file, segments, exported }) => {
    const path = `/${segments.map((segment) => segment.replace(/^\[(\w+)\]$/, "{$1}")).join("/")}`;
    return ["GET", "POST", "PUT", "PATCH", "DELETE"].flatMap((method) => (exported[method] ? [{ file, method, path, handler: exported[method] }] : []));
  });
}

function headersOf(sent: Sent): Headers {
  const headers = new Headers(sent.headers);
  if (sent.token !== undefined) headers.set("authorization", `Bearer ${sent.token}`);
  if (sent.apiKey !== undefined) headers.set("x-api-key", sent.apiKey);
  if (sent.cookie !== undefined) headers.set("cookie", sent.cookie);
  if (sent.body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  headers.set(peerHeader, `${peerNonce.get()} ${sent.from ?? "127.0.0.1"}`);
  return headers;
}

const table = Object.entries(modules)
  .map(([file, load]) => ({ file, load, segments: segmentsOf(file) }))
  // fixed names before parameters, parameters before what catches all
  .sort((left, right) => rank(left.segments).localeCompare(rank(right.segments)));

function findRoute(pathname: string) {
  const parts = pathname.split("/").filter(Boolean);
  for (const { file, load, segments } of table) {
    const params = match(segments, parts);
    if (params) return { file, load, params };
  }
  throw new Error(`No route file for ${pathname}`);
}

function segmentsOf(file: string): string[] {
  return file.replace(/^\/app\//, "").replace(/\/?route\.ts$/, "").split("/").filter((segment) => !segment.startsWith("("));
}

function rank(segments: string[]): string {
  return segments.map((segment) => (segment.startsWith("[...") ? "2" : segment.startsWith("[") ? "1" : "0")).join("") + "~".repeat(Math.max(0, 12 - segments.length));
}

function match(segments: string[], parts: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if (segment.startsWith("[...")) return params;
    const part = parts[index];
    if (part === undefined) return undefined;
    if (segment.startsWith("[")) params[segment.slice(1, -1)] = decodeURIComponent(part);
    else if (segment !== part) return undefined;
  }
  return segments.length === parts.length ? params : undefined;
}

function parse(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
