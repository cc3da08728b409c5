import { cors, preflight } from "./web";
import type { McpAuth, McpGate } from "./protect-mcp";

/** What is used of Express's request and response, of version 4 and 5. */
export type ExpressRequest = { method: string; path: string; baseUrl?: string | undefined; ip?: string | undefined; headers: Record<string, string | string[] | undefined>; body?: unknown; auth?: McpAuth | undefined };
export type ExpressResponse = { setHeader(name: string, value: string): unknown; writeHead(status: number, headers?: Record<string, string>): unknown; end(body?: string): unknown };

/** Answers metadata, preflight and refusals; otherwise sets `request.auth`, where the SDK's transport looks for it, and goes on. */
export async function passMcp(gate: McpGate, request: ExpressRequest, response: ExpressResponse): Promise<boolean> {
  // as Express reads it: the address may be a whole one, and have a fragment
  const path = `${request.baseUrl ?? ""}${request.path}`;
  for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
  if (path === gate.metadataPath) return end(response, 200, { "content-type": "application/json", "cache-control": "public, max-age=3600" }, JSON.stringify(gate.metadata));
  if (!isCovered(path, new URL(gate.resource).pathname)) return true;
  if (request.method === "OPTIONS") return end(response, 204, preflight);
  if (gate.checksTools && request.method === "POST" && request.body === undefined) throw new Error("The tools' scopes cannot be checked: put express.json() before this middleware");
  const outcome = await gate.admit({ method: request.method, path, ip: request.ip, body: request.body, header: (name) => [request.headers[name]].flat()[0] });
  if ("refusal" in outcome) return end(response, outcome.refusal.status, outcome.refusal.headers, outcome.refusal.body);
  request.auth = outcome.auth;
  return true;
}

/** Express takes `/MCP` and `/mcp/` for `/mcp`, and a server that is mounted there gets what lies below as well. */
function isCovered(path: string, own: string): boolean {
  if (own === "/") return path === "/";
  const [asked, base] = [path.toLowerCase(), own.toLowerCase().replace(/\/+$/, "")];
  return asked === base || asked.startsWith(`${base}/`);
}

function end(response: ExpressResponse, status: number, headers: Record<string, string>, body?: string): false {
  response.writeHead(status, headers);
  response.end(body);
  return false;
}
