import { knownResources } from "@/lib/gateway/resources/known-resources";
import { canonicalResource, mcpResource, portalResources } from "@/lib/resources";
import { OauthRefusal } from "./errors";

/**
 * The one resource that a token is for, from those that were asked for: none means the client's only one, or our own MCP server.
 * Throws invalid_target (RFC 8707, section 2) for one that is not known here or not this client's, and for more than one.
 */
export async function chooseResource(client: { resources: string[] }, asked: readonly string[]): Promise<string> {
  const canonical = [...new Set(asked.map((text) => canonicalResource(text) ?? refuse(text, "is not an absolute http(s) address without a fragment")))];
  if (canonical.length === 0) return client.resources.length === 1 ? client.resources[0]! : mcpResource();
  if (canonical.length > 1) {
    throw new OauthRefusal("invalid_target", "Ask for one resource at a time: a token here is for exactly one", { cause: "resource_more_than_one", detail: { asked } });
  }
  const [resource] = canonical as [string];
  if (!(await knownResources()).includes(resource)) refuse(asked[0]!, "is not a resource of this server");
  if (client.resources.length > 0 && !client.resources.includes(resource)) refuse(asked[0]!, "is not one of the resources that this client is registered for");
  return resource;
}

function refuse(asked: string, why: string): never {
  throw new OauthRefusal("invalid_target", `The resource ${asked.slice(0, 200)} ${why}`, {
    cause: "resource_unknown",
    detail: { asked: asked.slice(0, 500), known: portalResources() },
  });
}
