import { z } from "zod";
import { ShownClient } from "./consent";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { DisplayName, IdParam, LifetimeSeconds, ScopeList, Timestamp } from "./primitives";

export const ConnectedAppView = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: z.enum(["active", "expired", "revoked"]),
  client: ShownClient,
  grant_type: z.enum(["authorization_code", "device_code", "client_credentials"]).meta({ description: "How it was connected: in the browser, as a device, or as a program that acts for you" }),
  scopes: z.array(z.string()).meta({ description: "What is left of the granted scopes for your role today" }),
  resource: z.string().meta({ description: "The one resource that its tokens are for" }),
  organization_id: z.string().optional(),
  bound_key: z.strictObject({ id: z.string(), name: z.string() }).optional().meta({ description: "The key whose scopes, addresses and limits bound this connection" }),
  redirect_uri: z.string().optional(),
  remembered: z.boolean(),
  created_at: Timestamp,
  created_ip: z.string().optional(),
  created_user_agent: z.string().optional(),
  expires_at: Timestamp,
  first_used_at: Timestamp.optional(),
  last_used_at: Timestamp.optional(),
  last_used_ip: z.string().optional(),
  last_used_user_agent: z.string().optional(),
  calls: z.int(),
  ended: z.strictObject({ at: Timestamp, reason: z.string(), text: z.string() }).optional().meta({ description: "Why it was ended, as a code and in words" }),
});
export type ConnectedAppView = z.infer<typeof ConnectedAppView>;

const tag = "Connected apps";

export const ListConnectedAppsQuery = PageQuery.extend({
  status: z.enum(["active", "ended"]).default("active").meta({ description: "Those that have access, or those that had it" }),
});

export const listConnectedApps = defineRoute({
  method: "GET",
  path: "/api/v1/connected-apps",
  summary: "List connected apps",
  description: "Apps that you have let in by OAuth, newest first. One app may be connected several times, once for each machine.",
  tag,
  auth: "credential",
  scope: "keys:read",
  query: ListConnectedAppsQuery,
  status: 200,
  response: pageOf(ConnectedAppView),
});

export const getConnectedApp = defineRoute({
  method: "GET",
  path: "/api/v1/connected-apps/{id}",
  summary: "Show a connected app",
  description: "Also one that was ended, with the reason.",
  tag,
  auth: "credential",
  scope: "keys:read",
  params: IdParam,
  status: 200,
  response: ConnectedAppView,
});

export const UpdateConnectedAppBody = z.strictObject({
  name: DisplayName.optional(),
  scopes: ScopeList.optional().meta({ description: "Narrower or wider, as far as you hold them yourself" }),
  expires_in: LifetimeSeconds.optional().meta({ description: "Seconds from now; at most as long as connections last here (30 days)" }),
}).refine((body) => Object.keys(body).length > 0, { error: "must change something" });
export type UpdateConnectedAppBody = z.infer<typeof UpdateConnectedAppBody>;

export const updateConnectedApp = defineRoute({
  method: "PATCH",
  path: "/api/v1/connected-apps/{id}",
  summary: "Change a connected app",
  description: "Acts on its next request: tokens that it holds already follow.",
  tag,
  auth: "user",
  scope: "keys:write",
  params: IdParam,
  body: UpdateConnectedAppBody,
  status: 200,
  response: ConnectedAppView,
});

export const revokeConnectedApp = defineRoute({
  method: "DELETE",
  path: "/api/v1/connected-apps/{id}",
  summary: "Disconnect an app",
  description: "All its tokens are refused from the next request on.",
  tag,
  auth: "user",
  scope: "keys:write",
  endsOwnAccess: true,
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});
