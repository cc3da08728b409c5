import { scopesByNameOnly } from "@/lib/contract/scopes";
import type { Caller } from "@/lib/context";
import { config } from "@/lib/env/config";
import { everydayScopesOf, findProtectedResource } from "@/lib/gateway/resources/known-resources";
import type { Incoming } from "@/lib/http/incoming";
import { publicDocument } from "@/lib/http/oauth/document";
import { recordStep } from "@/lib/oauth/doctor/record";
import { mcpResource, portalResources } from "@/lib/resources";
import { scopeRegistry } from "@/lib/scopes/registry";
import { everydayScopes } from "./tools/all";

const prefix = "/.well-known/oauth-protected-resource";

/** The exports of the route file of protected-resource metadata (RFC 9728), at the root and for each path that is a resource. */
export function resourceMetadataRoutes() {
  return publicDocument(async (incoming, caller) => {
    const path = incoming.url.split("?")[0]!;
    const document = await resourceMetadata(path.slice(prefix.length));
    recordDiscovery(path, document !== undefined, incoming, caller);
    return document;
  });
}

/**
 * The metadata of the resource at a path. Without a path it is that of the MCP server: clients that do not know the path form
 * ask at the root, and compare `resource` with the address that the person typed.
 */
export async function resourceMetadata(suffix: string): Promise<object | undefined> {
  const { publicUrl, brandName } = config();
  const path = suffix.replace(/\/$/, "");
  const resource = path === "" ? mcpResource() : `${publicUrl}${path}`;
  if (resource === mcpResource()) return toMetadata(resource, `${brandName} MCP server`, everydayScopes());
  if (portalResources().includes(resource)) return toMetadata(resource, `${brandName} API`, apiScopes());
  const api = await findProtectedResource(resource);
  return api && toMetadata(resource, api.name, everydayScopesOf(api));
}

function toMetadata(resource: string, name: string, scopes: readonly string[]): object {
  const { publicUrl } = config();
  return {
    resource,
    authorization_servers: [publicUrl],
    // never `offline_access`: what a client may keep is between it and the authorization server; and never an empty list
    ...(scopes.length > 0 && { scopes_supported: scopes }),
    bearer_methods_supported: ["header"],
    resource_name: name,
    resource_documentation: `${publicUrl}/docs`,
  };
}

function apiScopes(): string[] {
  return scopeRegistry().map(({ name }) => name).filter((name) => !scopesByNameOnly.includes(name));
}

function recordDiscovery(path: string, succeeded: boolean, incoming: Incoming, caller: Caller): void {
  recordStep({ step: "discovery", succeeded, ...(!succeeded && { cause: "metadata_not_found" }), detail: { asked: `${incoming.method} ${path}` }, caller });
}
