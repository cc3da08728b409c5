import type { Answer, Incoming } from "../incoming";

/** What a page of another origin may read of our answers: web clients such as the MCP Inspector need it. */
const exposed = "WWW-Authenticate, Mcp-Session-Id, X-Request-Id, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, RateLimit, RateLimit-Policy";

/**
 * Every origin may call, without cookies: what these endpoints give follows from what is sent in the request alone.
 * Never on the authorization endpoint, which acts by the browser's cookie.
 */
export function corsHeaders(): Record<string, string> {
  return { "access-control-allow-origin": "*", "access-control-expose-headers": exposed };
}

/** The answer to a preflight: 204, and any header may be sent, for clients bring their own (MCP-Protocol-Version, traceparent...). */
export function preflight(incoming: Pick<Incoming, "header">, methods: string): Answer {
  const asked = incoming.header("access-control-request-headers");
  const headers = asked !== undefined && /^[\w!#$%&'*+.^`|~ ,-]{1,1000}$/.test(asked) ? asked : "Authorization, Content-Type, MCP-Protocol-Version, Mcp-Session-Id, Last-Event-ID";
  return {
    status: 204,
    headers: {
      ...corsHeaders(),
      "access-control-allow-methods": methods,
      "access-control-allow-headers": headers,
      "access-control-max-age": "86400",
      vary: "Access-Control-Request-Headers",
      "cache-control": "no-store",
    },
    body: undefined,
  };
}
