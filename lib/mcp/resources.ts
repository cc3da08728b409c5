import { ProtocolError, ProtocolErrorCode, type McpServer } from "@modelcontextprotocol/server";
import type { Awaitable } from "@/lib/awaitable";
import type { UserContext } from "@/lib/context";
import { config } from "@/lib/env/config";
import { toRefusal } from "@/lib/http/to-error";
import { listScopes } from "@/lib/scopes/list";
import { getProfile } from "@/lib/users/get-profile";

type Source = { name: string; title: string; description: string; mimeType: string; read(ctx: UserContext): Awaitable<string> };

/** What a client may put before the model without a call: nothing here needs a scope. */
const sources: Record<string, Source> = {
  "keyhouse://me": {
    name: "me",
    title: "My account",
    description: "The account that this connection acts for.",
    mimeType: "application/json",
    read: async (ctx) => JSON.stringify(await getProfile(ctx)),
  },
  "keyhouse://scopes": {
    name: "scopes",
    title: "Scopes",
    description: "All scopes of this server, and whether the person's role may hold them.",
    mimeType: "application/json",
    read: (ctx) => JSON.stringify(listScopes(ctx).rows),
  },
  "keyhouse://calling-the-api": {
    name: "calling-the-api",
    title: "How to call the API",
    description: "Address, credentials, errors and limits of the REST API, for whoever writes code against it.",
    mimeType: "text/markdown",
    read: callingTheApi,
  },
};

export function addResources(server: McpServer, ctx: UserContext): void {
  for (const [uri, { name, read, ...metadata }] of Object.entries(sources)) {
    server.registerResource(name, uri, metadata, async () => {
      try {
        return { contents: [{ uri, mimeType: metadata.mimeType, text: await read(ctx) }] };
      } catch (thrown) {
        throw new ProtocolError(ProtocolErrorCode.InternalError, toRefusal(thrown, ctx.requestId).message, { request_id: ctx.requestId });
      }
    });
  }
}

function callingTheApi(): string {
  const { apiUrl, publicUrl, brandName } = config();
  return `# Calling the ${brandName} API

- Address: ${apiUrl}/api/v1. Reference: ${publicUrl}/docs, as OpenAPI: ${publicUrl}/openapi.json.
- Credential: \`Authorization: Bearer <key or token>\`, or \`X-API-Key: <key>\`. One per request, never in the address.
- Is it valid: \`curl -H "Authorization: Bearer $API_TOKEN" ${apiUrl}/api/v1/auth/verify\`
- Errors: \`{ "success": false, "error": "text", "code": "CODE", "request_id": "req_..." }\`. 401: the credential is missing or bad; 403: it may not do this (\`required_scope\` says what is missing); 429: wait \`Retry-After\` seconds.
- Limits: \`X-RateLimit-Remaining\` and \`X-RateLimit-Reset\` are on every answer.
`;
}
