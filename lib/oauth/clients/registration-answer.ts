import { toEpochSeconds } from "@/lib/clock";
import type { OauthClient } from "@/lib/db/generated/client";

/**
 * What registration answers (RFC 7591, section 3.2.1): the members as they were registered. Times are whole seconds, what is absent
 * is left out, and a public client is told `none` and gets no secret: clients that find one would send it.
 */
export function toRegistrationAnswer(client: OauthClient, secret: string | undefined) {
  return {
    client_id: client.clientId,
    client_id_issued_at: toEpochSeconds(client.createdAt),
    ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 }),
    ...toMetadataMembers(client),
  };
}

/** The RFC 7591 members of a client's row. */
export function toMetadataMembers(client: OauthClient) {
  return {
    client_name: client.name,
    redirect_uris: client.redirectUris,
    grant_types: client.grantTypes,
    response_types: client.responseTypes,
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    client_uri: client.clientUri ?? undefined,
    logo_uri: client.logoUri ?? undefined,
    policy_uri: client.policyUri ?? undefined,
    tos_uri: client.tosUri ?? undefined,
    contacts: client.contacts.length > 0 ? client.contacts : undefined,
    scope: client.scope ?? undefined,
    jwks: (client.jwks as Record<string, unknown> | null) ?? undefined,
    jwks_uri: client.jwksUri ?? undefined,
    software_id: client.softwareId ?? undefined,
    software_version: client.softwareVersion ?? undefined,
  };
}
