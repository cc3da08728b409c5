import type { McpAuth, McpGate } from "./protect-mcp";

export type ServeMcp = (request: Request, auth: McpAuth) => Response | Promise<Response>;

/** The gate as a function from Request to Response: metadata, preflight and refusals are answered here, the rest by `serve`. */
export async function handleMcp(gate: McpGate, request: Request, serve: ServeMcp, ip?: string): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === gate.metadataPath) return Response.json(gate.metadata, { headers: { ...cors, "cache-control": "public, max-age=3600" } });
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { ...cors, ...preflight } });
  const text = gate.checksTools && request.method === "POST" ? await request.text() : undefined;
  const outcome = await gate.admit({ method: request.method, path: pathname, ip, body: parse(text), header: (name) => request.headers.get(name) });
  if ("refusal" in outcome) return new Response(outcome.refusal.body, { status: outcome.refusal.status, headers: { ...outcome.refusal.headers, ...cors } });
  const response = await serve(text === undefined ? request : new Request(request.url, { method: "POST", headers: request.headers, body: text, signal: request.signal }), outcome.auth);
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(cors)) if (!headers.has(name)) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** Clients that run in a page must be able to read the challenge. No cookie counts here, so any page may ask. */
export const cors = { "access-control-allow-origin": "*", "access-control-expose-headers": "WWW-Authenticate, Mcp-Session-Id, Retry-After, X-Request-Id" };

export const preflight = { "access-control-allow-methods": "GET, POST, DELETE, OPTIONS", "access-control-allow-headers": "Authorization, Content-Type, Accept, Mcp-Session-Id, Mcp-Protocol-Version, Mcp-Method, Mcp-Name, Last-Event-ID", "access-control-max-age": "86400" };

/** What is no JSON is for the MCP server to refuse. */
export function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
