import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from "@modelcontextprotocol/client";
import { Client as EarlierClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as EarlierTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { config } from "@/lib/env/config";
import { send } from "./send";

const address = () => new URL("/mcp", config().publicUrl);

/** A `fetch` that ends at the route files of this process. */
export async function inProcessFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const url = new URL(request.url);
  const body = request.body ? await request.text() : undefined;
  const answer = await send(request.method, url.pathname + url.search, { headers: { host: url.host, ...Object.fromEntries(request.headers) }, ...(body !== undefined && { raw: body }) });
  const isEmpty = [202, 204].includes(answer.status);
  return new Response(isEmpty ? null : answer.text, { status: answer.status, headers: answer.headers });
}

const identity = { name: "a test", version: "1.0.0" };
const requestInit = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** The 2.x client of the TypeScript SDK, at exactly the newest revision. */
export async function connectModernClient(token: string): Promise<ModernClient> {
  const client = new ModernClient(identity, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
  await client.connect(new ModernTransport(address(), { fetch: inProcessFetch, requestInit: requestInit(token) }));
  return client;
}

/** The 1.x client, which speaks the revisions before that. */
export async function connectEarlierClient(token: string): Promise<EarlierClient> {
  const client = new EarlierClient(identity);
  await client.connect(new EarlierTransport(address(), { fetch: inProcessFetch, requestInit: requestInit(token) }));
  return client;
}
