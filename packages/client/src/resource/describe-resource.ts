import { KeyhouseError } from "../errors";

export type McpResource = {
  /** The address of the MCP server, as clients know it. */
  resource: string;
  metadataUrl: string;
  /** Where the metadata must be served (RFC 9728, section 3.1): the well-known name goes in front of the resource's own path. */
  metadataPath: string;
  metadata: Record<string, unknown>;
};

export type McpDescription = { issuer: string; resource: string; scopes: readonly string[]; name?: string | undefined; documentation?: string | undefined };

/** The protected-resource metadata of an MCP server (RFC 9728, section 2). */
export function describeResource({ issuer, resource, scopes, name, documentation }: McpDescription): McpResource {
  if (!URL.canParse(resource) || new URL(resource).hash !== "") {
    throw new KeyhouseError({ status: 0, code: "INVALID_CONFIGURATION", message: "resource must be the address of the MCP server, such as https://api.example.com/mcp" });
  }
  const { origin, pathname } = new URL(resource);
  const metadataPath = `/.well-known/oauth-protected-resource${pathname.replace(/\/$/, "")}`;
  const metadata = {
    resource,
    authorization_servers: [issuer],
    ...(scopes.length > 0 && { scopes_supported: scopes }),
    bearer_methods_supported: ["header"],
    ...(name !== undefined && { resource_name: name }),
    ...(documentation !== undefined && { resource_documentation: documentation }),
  };
  return { resource, metadataPath, metadataUrl: origin + metadataPath, metadata };
}
