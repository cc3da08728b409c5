import { passMcp, type ExpressRequest, type ExpressResponse } from "./resource/express";
import { createMcpGate, type McpGate, type McpOptions } from "./resource/protect-mcp";
import { handleMcp, type ServeMcp } from "./resource/web";

export type { McpAuth, McpGate, McpOptions } from "./resource/protect-mcp";
export type { Principal } from "./verify/principal";

export type ProtectedMcp = McpGate & {
  /**
   * For servers that are a function from Request to Response. Serve it at the MCP path and at `metadataPath`.
   *
   * @example
   * const answer = (request) => mcp.handle(request, (request, auth) => handler.fetch(request, { authInfo: auth }));
   */
  handle(request: Request, serve: ServeMcp, ip?: string): Promise<Response>;
  /**
   * For Express, before the MCP route and at the root of the app: it also answers `metadataPath`. Other paths pass untouched.
   *
   * @example
   * app.use(express.json(), mcp.express());
   */
  express(): (request: ExpressRequest, response: ExpressResponse, next: (error?: unknown) => void) => Promise<void>;
};

/**
 * Makes an MCP server a protected resource: serves its metadata (RFC 9728), challenges callers without a token so that their clients find
 * the way to sign in, takes only tokens that were made for this very server (RFC 8707), and asks for more scopes where a tool needs them.
 *
 * @example
 * const mcp = protectMcp({
 *   issuer: "https://keys.example.com",
 *   resource: "https://api.example.com/mcp",
 *   scopes: ["agents:read"],
 *   tools: { delete_agent: ["agents:write"] },
 * });
 */
export function protectMcp(options: McpOptions): ProtectedMcp {
  const gate = createMcpGate(options);
  return {
    ...gate,
    handle: (request, serve, ip) => handleMcp(gate, request, serve, ip),
    express: () => async (request, response, next) => {
      let passes: boolean;
      try {
        passes = await passMcp(gate, request, response);
      } catch (error) {
        return next(error);
      }
      if (passes) next();
    },
  };
}
