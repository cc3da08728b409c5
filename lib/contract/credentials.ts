import { z } from "zod";
import { CredentialKind } from "./auth";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { AddressList, DisplayName, IdParam, LifetimeSeconds, RateLimitPerMinute, ScopeList, ScopeName } from "./primitives";
import { UserCredentialView } from "./user-credentials";

export const CredentialView = UserCredentialView.extend({ owner: z.strictObject({ id: z.uuid(), username: z.string() }) });
export type CredentialView = z.infer<typeof CredentialView>;

export const ListCredentialsQuery = PageQuery.extend({
  kind: CredentialKind.optional(),
  status: z.enum(["active", "paused", "expired"]).optional(),
  scope: ScopeName.optional().meta({ description: "Those that hold it by name" }),
  q: z.string().max(200).optional().meta({ description: "Part of a name, of the shown characters of a secret, of an address or of an agent" }),
  organization_id: z.string().min(1).max(200).optional().meta({ description: "Those of an organization: your own, and, for its owners and admins, its members' keys" }),
  everybody: z.enum(["true", "false"]).optional().meta({ description: "Those of every account; administrators only" }),
});

const tag = "Credentials";

export const listCredentials = defineRoute({
  method: "GET",
  path: "/api/v1/credentials",
  summary: "List everything that can act as me",
  description: "Keys, tokens, connected apps and sessions side by side, newest first, never with a secret.",
  tag,
  auth: "credential",
  scope: "keys:read",
  query: ListCredentialsQuery,
  status: 200,
  response: pageOf(CredentialView),
});

export const UpdateCredentialBody = z
  .strictObject({
    name: DisplayName.optional(),
    paused: z.boolean().optional().meta({ description: "A paused credential is refused until it is resumed" }),
    allowed_ips: AddressList.nullable().optional().meta({ description: "`null` lifts the limit" }),
    rate_limit_per_minute: RateLimitPerMinute.nullable().optional().meta({ description: "`null` returns to the default" }),
    expires_in: LifetimeSeconds.nullable().optional().meta({ description: "Seconds from now; `null` lifts the end. A signed token never outlives the end that it carries, a connected app always has one" }),
    scopes: ScopeList.nullable().optional().meta({ description: "Narrower or wider, as far as you hold them yourself; `null`: whatever the owner's role may hold" }),
  })
  .refine((body) => Object.keys(body).length > 0, { error: "must change something" });

export const updateCredential = defineRoute({
  method: "PATCH",
  path: "/api/v1/credentials/{id}",
  summary: "Pause, rename or limit what can act as me",
  description: "Whatever its kind; acts on its next request. A session cannot be changed, only ended.",
  tag,
  auth: "user",
  scope: "keys:write",
  params: IdParam,
  body: UpdateCredentialBody,
  status: 200,
  response: CredentialView,
});

export const deleteCredential = defineRoute({
  method: "DELETE",
  path: "/api/v1/credentials/{id}",
  summary: "Revoke what can act as me",
  description: "Whatever its kind: refused from its next request on, on every instance. This cannot be undone.",
  tag,
  auth: "user",
  scope: "keys:write",
  endsOwnAccess: true,
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});
