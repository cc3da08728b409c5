import type { Principal } from "@/lib/context";
import { config } from "@/lib/env/config";
import { canonicalResource, portalResources } from "@/lib/resources";

/**
 * A key is good for every resource of the house, a session token for the house itself, an access token for one resource alone
 * (RFC 9068, section 4). Where the resource is not named, an access token must be for the house itself.
 */
export function isMeantFor(principal: Principal, resource: string | undefined): boolean {
  if (principal.tokenId === undefined) return true;
  if (resource === undefined) return principal.audience === undefined || portalResources().includes(principal.audience);
  const asked = canonicalResource(resource);
  if (asked === undefined) return false;
  return principal.audience === undefined ? new URL(asked).origin === config().publicUrl : principal.audience === asked;
}
