import { createMcpHandler, isJsonContentType, isLegacyRequest, WebStandardStreamableHTTPServerTransport, type McpHandlerRequestOptions } from "@modelcontextprotocol/server";
import type { UserContext } from "@/lib/context";
import { isRefusal, Refusal } from "@/lib/errors";
import type { Answer, Incoming } from "@/lib/http/incoming";
import { parseJson } from "@/lib/http/input/parse-json";
import { log } from "@/lib/log";
import { mcpResource } from "@/lib/resources";
import { metadataUrl } from "./door/door";
import { makeServer } from "./server";

/**
 * Answers one MCP message of a caller who has been let in, in the revision of the protocol that the message speaks. No state is
 * kept between requests: there is no session that could outlive a token. The SDK sees neither token nor cookie.
 */
export async function serveMcp(incoming: Incoming, ctx: UserContext, message: unknown): Promise<Answer> {
  const request = toRequest(incoming);
  const { principal } = ctx;
  const authInfo = { token: "", clientId: principal.client?.clientId ?? principal.credentialId, scopes: [...principal.scopes], resourceMetadataUrl: metadataUrl({ resource: mcpResource() }) };
  const options = { authInfo, parsedBody: message };
  const isLegacy = await isLegacyRequest(request, message);
  return toAnswer(await (isLegacy ? serveLegacy(request, options, ctx) : serveModern(request, options, ctx)));
}

/** The message of a POST. Throws METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or BAD_REQUEST. */
export async function readMessage(incoming: Incoming): Promise<unknown> {
  // GET would open a stream and DELETE end a session; there is neither
  if (incoming.method !== "POST") throw new Refusal("METHOD_NOT_ALLOWED", {}, "Send MCP messages by POST");
  if (!isJsonContentType(incoming.header("content-type") ?? null)) throw new Refusal("UNSUPPORTED_MEDIA_TYPE");
  return parseJson(await incoming.body());
}

/** JSON-RPC 2.0, section 5.1: what could not be read has no id. */
export function parseError(thrown: unknown): Answer | undefined {
  if (!isRefusal(thrown) || thrown.code !== "BAD_REQUEST") return undefined;
  return { status: 400, headers: { "content-type": "application/json" }, body: JSON.stringify({ jsonrpc: "2.0", error: { code: -32700, message: `Parse error: ${thrown.message}` }, id: null }) };
}

/** Revision 2026-07-28: every message stands alone. */
async function serveModern(request: Request, options: McpHandlerRequestOptions, ctx: UserContext): Promise<Response> {
  const onerror = (error: Error) => log.debug("An MCP message was refused", { requestId: ctx.requestId, error });
  const handler = createMcpHandler(() => makeServer(ctx), { legacy: "reject", onerror });
  try {
    return await handler.fetch(request, options);
  } finally {
    // Nothing here changes under a client's eyes: whoever listens for changes is told so, and the stream ends with the answer.
    await handler.close();
  }
}

/** Revisions up to 2025-11-25, without a session and without streams: one message in, one JSON answer out. */
async function serveLegacy(request: Request, options: McpHandlerRequestOptions, ctx: UserContext): Promise<Response> {
  const server = makeServer(ctx);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, options);
  } finally {
    await server.close();
  }
}

const passedOn = ["content-type", "mcp-protocol-version", "mcp-method", "mcp-name"];

function toRequest(incoming: Incoming): Request {
  // we answer JSON whatever is accepted beside it
  const headers = new Headers({ accept: "application/json, text/event-stream" });
  for (const name of passedOn) {
    const value = incoming.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  return new Request(mcpResource(), { method: incoming.method, headers });
}

async function toAnswer(response: Response): Promise<Answer> {
  const body = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: body === "" ? undefined : body };
}
