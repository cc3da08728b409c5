import { clientAuthMethods } from "@/lib/contract/oauth-clients";
import { scopesByNameOnly } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { knownResources } from "@/lib/gateway/resources/known-resources";
import { scopeRegistry } from "@/lib/scopes/registry";
import { assertionAlgorithms } from "../clients/assertion";
import { grantTypes } from "../clients/metadata";

/** Where the authorization server answers: what acts by the browser's cookie on `PUBLIC_URL`, what programs call on `API_URL`. */
function oauthEndpoints() {
  const { publicUrl, apiUrl } = config();
  return {
    authorize: `${publicUrl}/oauth/authorize`,
    jwks: `${publicUrl}/oauth/jwks.json`,
    token: `${apiUrl}/oauth/token`,
    register: `${apiUrl}/oauth/register`,
    revoke: `${apiUrl}/oauth/revoke`,
    introspect: `${apiUrl}/oauth/introspect`,
    deviceAuthorization: `${apiUrl}/oauth/device_authorization`,
  };
}

/**
 * RFC 8414 metadata; the same document answers OpenID Connect discovery, whose required members are therefore in it. The issuer
 * is `PUBLIC_URL`, and never follows from what a request says about its own address. No member is null, none is empty.
 */
export async function authorizationServerMetadata() {
  const endpoints = oauthEndpoints();
  const { publicUrl, registrationMode, cimdEnabled } = config();
  const confidential = clientAuthMethods.filter((method) => method !== "none");
  return {
    issuer: publicUrl,
    authorization_endpoint: endpoints.authorize,
    token_endpoint: endpoints.token,
    ...(registrationMode !== "off" && { registration_endpoint: endpoints.register }),
    revocation_endpoint: endpoints.revoke,
    introspection_endpoint: endpoints.introspect,
    device_authorization_endpoint: endpoints.deviceAuthorization,
    jwks_uri: endpoints.jwks,
    scopes_supported: supportedScopes(),
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    grant_types_supported: Object.values(grantTypes),
    token_endpoint_auth_methods_supported: clientAuthMethods,
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    revocation_endpoint_auth_methods_supported: clientAuthMethods,
    revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    introspection_endpoint_auth_methods_supported: confidential,
    introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
    // only where it works: clients that see it do not fall back to registration
    ...(cimdEnabled && { client_id_metadata_document_supported: true }),
    protected_resources: await knownResources(),
    service_documentation: `${publicUrl}/docs`,
    // OpenID Connect Discovery 1.0, section 3
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
  };
}

/** What anybody may ask for: the registry without what is given only by name. `offline_access` is asked for by habit, and does no harm. */
function supportedScopes(): string[] {
  return [...scopeRegistry().map((scope) => scope.name).filter((name) => !scopesByNameOnly.includes(name)), "offline_access"];
}
