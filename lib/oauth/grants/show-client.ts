import { toWireTime } from "@/lib/clock";
import type { ShownClient } from "@/lib/contract/consent";
import type { OauthClient } from "@/lib/db/generated/client";

/** An app as people are shown it: what it says of itself, and whether anybody has checked that. */
export function showClient(client: OauthClient): ShownClient {
  return {
    id: client.id,
    client_id: client.clientId,
    name: client.name,
    kind: client.kind as ShownClient["kind"],
    verified: client.verifiedDomain !== null,
    verified_domain: client.verifiedDomain ?? undefined,
    client_uri: client.clientUri ?? undefined,
    policy_uri: client.policyUri ?? undefined,
    tos_uri: client.tosUri ?? undefined,
    registered_at: toWireTime(client.createdAt),
  };
}
