import { z } from "zod";
import { defineRoute } from "./define-route";
import { roles } from "./scopes";

const Names = z.string().max(2000);

export const ForwardAuthQuery = z.object({
  scope: Names.optional().meta({ description: "Scopes that the request needs, all of them, separated by spaces or commas", examples: ["agents:read"] }),
  role: z.enum(roles).optional().meta({ description: "The lowest role that may pass" }),
  group: Names.optional().meta({ description: "Groups of which the person must be in one, separated by commas" }),
  resource: Names.optional().meta({ description: "The address of the protected API: an OAuth access token must be for it" }),
});

export const forwardAuth = defineRoute({
  method: "GET",
  path: "/api/v1/forward-auth",
  aliases: ["/forward-auth"],
  summary: "May this request pass",
  description:
    "For a reverse proxy that asks before it lets a request through: nginx `auth_request`, Traefik ForwardAuth, Caddy `forward_auth`, Envoy ext_authz. Answers 204 with `X-Auth-User` (id), `X-Auth-Username`, `X-Auth-Email`, `X-Auth-Role`, `X-Auth-Groups`, `X-Auth-Scopes`, `X-Auth-Organization` and `X-Auth-Credential`, or the refusal. All of them are always there, empty where there is nothing to say. Any method and any path below `/forward-auth/` is answered alike. The portal's cookie does not count.",
  tag: "Protected APIs",
  auth: "credential",
  scope: null,
  forOtherServers: true,
  query: ForwardAuthQuery,
  status: 204,
  response: z.unknown(),
  errors: ["FORBIDDEN", "RATE_LIMITED"],
});
