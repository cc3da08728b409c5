import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { DisplayName, IdParam, OrganizationId, Timestamp } from "./primitives";

export const clientAuthMethods = ["none", "client_secret_basic", "client_secret_post", "private_key_jwt"] as const;
export const clientGrantTypes = [
  "authorization_code",
  "refresh_token",
  "client_credentials",
  "urn:ietf:params:oauth:grant-type:device_code",
  "urn:ietf:params:oauth:grant-type:token-exchange",
] as const;

const Address = z.string().min(1).max(2000);
const Jwks = z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())) });

/** RFC 7591, section 2: what a client says of itself. */
const metadata = {
  client_name: DisplayName,
  redirect_uris: z.array(Address).max(50).optional().meta({ description: "https; or http on localhost, 127.0.0.1 or [::1], where the port is free; or a private-use scheme (public clients)", examples: [["http://localhost:8787/callback"]] }),
  token_endpoint_auth_method: z.enum(clientAuthMethods).optional().meta({ description: "How the client proves itself; `none` where absent, `client_secret_basic` if it only uses client_credentials" }),
  grant_types: z.array(z.enum(clientGrantTypes)).min(1).max(5).optional().meta({ description: "`authorization_code` where absent; `refresh_token` comes with it" }),
  response_types: z.array(z.enum(["code"])).max(1).optional().meta({ description: "Follows from the grant types: `code` with `authorization_code`" }),
  scope: z.string().min(1).max(4000).optional().meta({ description: "What the client usually asks for; not a ceiling" }),
  client_uri: Address.optional(),
  logo_uri: Address.optional(),
  policy_uri: Address.optional(),
  tos_uri: Address.optional(),
  contacts: z.array(z.string().min(1).max(254)).max(10).optional(),
  jwks: Jwks.optional().meta({ description: "Public keys, for `private_key_jwt`" }),
  jwks_uri: Address.optional(),
  software_id: z.string().min(1).max(200).optional(),
  software_version: z.string().min(1).max(200).optional(),
};

const Resources = z.array(Address).max(20).meta({ description: "The resources (RFC 8707) that the client is for; the only one is the default. Absent: any resource of this server" });

export const OauthClientView = z.strictObject({
  id: z.string(),
  client_id: z.string(),
  kind: z.enum(["registered", "dynamic", "document", "built_in"]).meta({ description: "By hand, by itself (RFC 7591), by its metadata document, or our own command line" }),
  status: z.enum(["active", "pending", "blocked"]),
  ...metadata,
  redirect_uris: z.array(z.string()),
  token_endpoint_auth_method: z.enum(clientAuthMethods),
  grant_types: z.array(z.string()),
  response_types: z.array(z.string()),
  client_name: z.string(),
  resources: z.array(z.string()).optional(),
  organization_id: z.string().optional(),
  verified_domain: z.string().optional(),
  secrets: z.array(z.strictObject({ hint: z.string(), created_at: Timestamp, expires_at: Timestamp.optional() })).optional().meta({ description: "The secrets that work now, newest first" }),
  created_by: z.strictObject({ id: z.uuid(), username: z.string() }).optional(),
  created_at: Timestamp,
  last_used_at: Timestamp.optional(),
});
export type OauthClientView = z.infer<typeof OauthClientView>;

const ClientSecret = z.string().meta({ description: "Shown this once" });

export const CreatedOauthClient = OauthClientView.extend({ client_secret: ClientSecret.optional(), client_secret_expires_at: z.literal(0).optional() });

export const CreateOauthClientBody = z.strictObject({ ...metadata, organization_id: OrganizationId.optional().meta({ description: "Yours alone where absent" }), resources: Resources.optional() });
export type CreateOauthClientBody = z.infer<typeof CreateOauthClientBody>;

const tag = "OAuth clients";

export const createOauthClient = defineRoute({
  method: "POST",
  path: "/api/v1/oauth-clients",
  summary: "Register an OAuth client",
  description: "For apps that do not register themselves. Confidential clients get their secret this once.",
  tag,
  auth: "user",
  scope: "keys:write",
  body: CreateOauthClientBody,
  idempotent: true,
  status: 201,
  response: CreatedOauthClient,
  errors: ["NOT_FOUND"],
});

export const ListOauthClientsQuery = PageQuery.extend({ organization_id: z.string().min(1).max(200).optional() });

export const listOauthClients = defineRoute({
  method: "GET",
  path: "/api/v1/oauth-clients",
  summary: "List my OAuth clients",
  description: "Those registered by hand, by you or for organizations where you are owner or admin. Newest first.",
  tag,
  auth: "credential",
  scope: "keys:read",
  query: ListOauthClientsQuery,
  status: 200,
  response: pageOf(OauthClientView),
});

export const getOauthClient = defineRoute({
  method: "GET",
  path: "/api/v1/oauth-clients/{id}",
  summary: "Show an OAuth client",
  description: "Administrators see every client, also those that registered themselves.",
  tag,
  auth: "credential",
  scope: "keys:read",
  params: IdParam,
  status: 200,
  response: OauthClientView,
});

const optionalText = Address.nullable().optional().meta({ description: "`null` removes it" });

export const UpdateOauthClientBody = z.strictObject({
  client_name: DisplayName.optional(),
  redirect_uris: metadata.redirect_uris,
  token_endpoint_auth_method: metadata.token_endpoint_auth_method.meta({ description: "Leaving secrets behind ends them; to get one, rotate the secret afterwards" }),
  grant_types: metadata.grant_types,
  response_types: metadata.response_types,
  scope: metadata.scope.nullable(),
  client_uri: optionalText,
  logo_uri: optionalText,
  policy_uri: optionalText,
  tos_uri: optionalText,
  contacts: metadata.contacts,
  jwks: Jwks.nullable().optional(),
  jwks_uri: optionalText,
  software_id: metadata.software_id.nullable(),
  software_version: metadata.software_version.nullable(),
  resources: Resources.optional().meta({ description: "An empty list lifts the limit" }),
}).refine((body) => Object.keys(body).length > 0, { error: "must change something" });
export type UpdateOauthClientBody = z.infer<typeof UpdateOauthClientBody>;

export const updateOauthClient = defineRoute({
  method: "PATCH",
  path: "/api/v1/oauth-clients/{id}",
  summary: "Change an OAuth client",
  description: "Clients that registered themselves or publish a document change what they say on their own.",
  tag,
  auth: "user",
  scope: "keys:write",
  params: IdParam,
  body: UpdateOauthClientBody,
  status: 200,
  response: OauthClientView,
});

export const deleteOauthClient = defineRoute({
  method: "DELETE",
  path: "/api/v1/oauth-clients/{id}",
  summary: "Delete an OAuth client",
  description: "Everybody who has connected it is disconnected: its tokens are refused from the next request on.",
  tag,
  auth: "user",
  scope: "keys:write",
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});

export const RotateClientSecretBody = z.strictObject({
  overlap_seconds: z.int().min(0).max(2_592_000).default(0).meta({ description: "How long the secrets so far go on working, up to 30 days" }),
});

export const rotateClientSecret = defineRoute({
  method: "POST",
  path: "/api/v1/oauth-clients/{id}/rotate-secret",
  summary: "Replace the secret of an OAuth client",
  tag,
  auth: "user",
  scope: "keys:write",
  params: IdParam,
  body: RotateClientSecretBody,
  bodyOptional: true,
  idempotent: true,
  status: 200,
  response: z.strictObject({
    id: z.string(),
    client_id: z.string(),
    client_secret: ClientSecret,
    client_secret_expires_at: z.literal(0),
    previous: z.strictObject({ expires_at: Timestamp }).optional(),
  }),
  errors: ["CONFLICT"],
});
