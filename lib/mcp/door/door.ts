import { config } from "@/lib/env/config";
import { mcpResource } from "@/lib/resources";
import { everydayScopes } from "../tools/all";

/** What a client is told of an MCP server before it is let in: the house's own, or one behind the gateway. */
export type Door = {
  /** The address that people type, and that tokens are for. */
  resource: string;
  /** The scopes that everyday work at it needs; none: it asks for no scope. */
  scopes: readonly string[];
};

export const ownDoor = (): Door => ({ resource: mcpResource(), scopes: everydayScopes() });

/** Where a client learns how to get a token for it (RFC 9728, section 3.1): the well-known name stands before the path. */
export function metadataUrl({ resource }: Pick<Door, "resource">): string {
  const { publicUrl } = config();
  return `${publicUrl}/.well-known/oauth-protected-resource${resource.slice(publicUrl.length)}`;
}
