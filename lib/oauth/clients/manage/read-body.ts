import { invalid } from "@/lib/errors";
import { isOauthRefusal } from "../../errors";
import { knownResources } from "@/lib/gateway/resources/known-resources";
import { canonicalResource } from "@/lib/resources";
import { readClientMetadata, type ClientMetadata } from "../metadata";

/** Client metadata of the REST API: the same rules as at `/oauth/register`, told as VALIDATION_FAILED with the member's name. */
export function readMembers(members: Record<string, unknown>): ClientMetadata {
  const metadata = read(members);
  for (const member of ["client_uri", "logo_uri", "policy_uri", "tos_uri"] as const) {
    const column = ({ client_uri: "clientUri", logo_uri: "logoUri", policy_uri: "policyUri", tos_uri: "tosUri" } as const)[member];
    if (members[member] && metadata[column] === undefined) throw invalid(member, "must be an http(s) address");
  }
  const dropped = ((members.grant_types ?? []) as string[]).find((grant) => !metadata.grantTypes.includes(grant));
  if (dropped) throw invalid("grant_types", `${dropped} is for clients that prove who they are: choose another token_endpoint_auth_method than none`);
  return metadata;
}

function read(members: Record<string, unknown>): ClientMetadata {
  try {
    return readClientMetadata(members);
  } catch (error) {
    if (!isOauthRefusal(error)) throw error;
    throw invalid(String(error.detail.member ?? ""), String(error.detail.problem ?? error.description));
  }
}

/** The resources of a client in their canonical form; each must be one of this house's. */
export async function readResources(asked: readonly string[] = []): Promise<string[]> {
  const known = await knownResources();
  const chosen = asked.map((text, index) => {
    const resource = canonicalResource(text);
    if (resource === undefined || !known.includes(resource)) throw invalid(`resources.${index}`, `is not a resource of this server; choose from ${known.join(", ")}`);
    return resource;
  });
  return [...new Set(chosen)];
}
