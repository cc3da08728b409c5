import { z } from "zod";
import { defineRoute } from "./define-route";
import { OauthClientView } from "./oauth-clients";
import { pageOf, PageQuery } from "./pagination";
import { DisplayName, IdParam, LifetimeSeconds, Timestamp } from "./primitives";

const tag = "OAuth administration";
const kinds = ["registered", "dynamic", "document", "built_in"] as const;
const statuses = ["active", "pending", "blocked"] as const;

/** Clients that say the same of themselves: programs that register at every start leave many. */
export const OauthClientGroup = z.strictObject({
  key: z.string(),
  client_name: z.string(),
  kind: z.enum(kinds),
  redirect_uris: z.array(z.string()),
  verified_domain: z.string().optional(),
  clients: z.int(),
  pending: z.int(),
  blocked: z.int(),
  live_grants: z.int().meta({ description: "Connections that work now" }),
  people: z.int().meta({ description: "How many people have such a connection" }),
  first_registered_at: Timestamp,
  last_registered_at: Timestamp,
  last_used_at: Timestamp.optional(),
  members: z.array(
    z.strictObject({
      id: z.string(),
      client_id: z.string(),
      status: z.enum(statuses),
      live_grants: z.int(),
      created_at: Timestamp,
      registered_ip: z.string().optional(),
      last_used_at: Timestamp.optional(),
    }),
  ).meta({ description: "The newest hundred" }),
});
export type OauthClientGroup = z.infer<typeof OauthClientGroup>;

export const ListOauthClientGroupsQuery = PageQuery.extend({
  search: z.string().min(1).max(200).optional().meta({ description: "Part of a name, client_id or redirect URI" }),
  kind: z.enum(kinds).optional(),
  status: z.enum(statuses).optional().meta({ description: "Groups that have such a client" }),
});

export const listOauthClientGroups = defineRoute({
  method: "GET",
  path: "/api/v1/oauth-client-groups",
  summary: "List all clients, identical ones as one",
  description: "For administrators. The most recently registered first.",
  tag,
  auth: "credential",
  scope: "admin",
  query: ListOauthClientGroupsQuery,
  status: 200,
  response: pageOf(OauthClientGroup),
});

const governing = { method: "POST", tag, auth: "credential", scope: "admin", params: IdParam, status: 200, response: OauthClientView, errors: ["CONFLICT"] } as const;

export const approveOauthClient = defineRoute({ ...governing, path: "/api/v1/oauth-clients/{id}/approve", summary: "Approve a client that waits for it" });
export const blockOauthClient = defineRoute({ ...governing, path: "/api/v1/oauth-clients/{id}/block", summary: "Block a client", description: "Nobody can connect it, and its tokens are refused from the next request on, until it is unblocked." });
export const unblockOauthClient = defineRoute({ ...governing, path: "/api/v1/oauth-clients/{id}/unblock", summary: "Unblock a client" });

export const revokeOauthClientGrants = defineRoute({
  ...governing,
  path: "/api/v1/oauth-clients/{id}/revoke-grants",
  summary: "Disconnect a client from everybody",
  description: "Ends all its connections for good; people can connect it again.",
  response: z.strictObject({ revoked: z.int() }),
  errors: [],
});

export const verifyOauthClientDomain = defineRoute({
  method: "PUT",
  path: "/api/v1/oauth-clients/{id}/verified-domain",
  summary: "Say which domain a client belongs to",
  description: "The consent page then shows it as verified, and people need not be asked again each time.",
  tag,
  auth: "credential",
  scope: "admin",
  params: IdParam,
  body: z.strictObject({ domain: z.string().max(253).regex(/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, { error: "must be a host name like app.example.com, in lower case" }).nullable().meta({ description: "`null` takes it back" }) }),
  status: 200,
  response: OauthClientView,
});

export const pruneOauthClients = defineRoute({
  method: "POST",
  path: "/api/v1/oauth-client-groups/prune",
  summary: "Remove clients that nobody uses",
  description: "Those that registered themselves over 30 days ago and have no living connection. It also happens by itself.",
  tag,
  auth: "credential",
  scope: "admin",
  status: 200,
  response: z.strictObject({ removed: z.int() }),
});

export const InitialAccessTokenView = z.strictObject({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  status: z.enum(["active", "used_up", "expired"]),
  remaining_uses: z.int().optional().meta({ description: "Any number where absent" }),
  expires_at: Timestamp.optional(),
  last_used_at: Timestamp.optional(),
  created_at: Timestamp,
});
export type InitialAccessTokenView = z.infer<typeof InitialAccessTokenView>;

export const CreateInitialAccessTokenBody = z.strictObject({
  name: DisplayName,
  uses: z.int().min(1).max(100_000).optional().meta({ description: "How many clients it may register; any number where absent" }),
  expires_in: LifetimeSeconds.optional(),
});

export const createInitialAccessToken = defineRoute({
  method: "POST",
  path: "/api/v1/initial-access-tokens",
  summary: "Create an initial access token",
  description: "Whoever sends it as `Authorization: Bearer` to `/oauth/register` registers clients that are active at once, also where registration is by approval or off (RFC 7591, section 3).",
  tag,
  auth: "user",
  scope: "admin",
  body: CreateInitialAccessTokenBody,
  idempotent: true,
  status: 201,
  response: InitialAccessTokenView.extend({ token: z.string().meta({ description: "Shown this once" }) }),
});

export const listInitialAccessTokens = defineRoute({
  method: "GET",
  path: "/api/v1/initial-access-tokens",
  summary: "List initial access tokens",
  tag,
  auth: "credential",
  scope: "admin",
  query: PageQuery,
  status: 200,
  response: pageOf(InitialAccessTokenView),
});

export const revokeInitialAccessToken = defineRoute({
  method: "DELETE",
  path: "/api/v1/initial-access-tokens/{id}",
  summary: "Revoke an initial access token",
  description: "Clients that were registered with it stay.",
  tag,
  auth: "user",
  scope: "admin",
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});
