import { config } from "@/lib/env/config";
import { recordStep } from "@/lib/oauth/doctor/record";
import { authorizationServerMetadata } from "@/lib/oauth/metadata/authorization-server";
import { knownResources } from "@/lib/gateway/resources/known-resources";
import { canonicalResource } from "@/lib/resources";
import { publicDocument } from "./document";

/**
 * The metadata under a well-known name, at the root and with the path of each resource behind it: clients that take the
 * resource's address for the issuer's look there first (RFC 8414, section 3.1).
 */
export function metadataDocument(wellKnown: "oauth-authorization-server" | "openid-configuration") {
  const root = `/.well-known/${wellKnown}`;
  return publicDocument(async (incoming, caller) => {
    const path = incoming.url.split("?", 1)[0]!.slice(root.length);
    const resource = canonicalResource(`${config().publicUrl}${path}`);
    const isKnown = path === "" || path === "/" || (resource !== undefined && (await knownResources()).includes(resource));
    recordStep({ step: "discovery", succeeded: isKnown, caller, cause: isKnown ? undefined : "metadata_not_found", detail: { document: `${root}${path}` } });
    return isKnown ? authorizationServerMetadata() : undefined;
  });
}
