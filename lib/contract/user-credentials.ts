import { z } from "zod";
import { CredentialKind } from "./auth";
import { leakMembers } from "./credential-marks";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { Environment, IdParam, Timestamp } from "./primitives";

/** Of any kind, and never with a secret. */
export const UserCredentialView = z.strictObject({
  id: z.string(),
  kind: CredentialKind,
  name: z.string(),
  status: z.enum(["active", "paused", "expired"]),
  scopes: z.array(z.string()).meta({ description: "What it allows today, with the role that the account has now" }),
  scopes_follow_role: z.boolean().meta({ description: "It holds what the role may hold, rather than a list of its own" }),
  organization_id: z.string().optional(),
  organization_name: z.string().optional(),
  app: z.strictObject({ id: z.string(), client_id: z.string(), name: z.string() }).optional().meta({ description: "Connected apps: which app" }),
  environment: Environment.optional(),
  hint: z.string().optional(),
  parent_id: z.string().optional().meta({ description: "Tokens by exchange: the credential that it was made from. It never may more, and ends with it" }),
  allowed_ips: z.array(z.string()).optional(),
  rate_limit_per_minute: z.int().optional(),
  expires_at: Timestamp.optional(),
  created_at: Timestamp,
  created_ip: z.string().optional(),
  created_user_agent: z.string().optional(),
  last_used_at: Timestamp.optional(),
  last_used_ip: z.string().optional(),
  last_used_user_agent: z.string().optional(),
  ...leakMembers,
});
export type UserCredentialView = z.infer<typeof UserCredentialView>;

export const ListUserCredentialsQuery = PageQuery.extend({ kind: CredentialKind.optional() });

export const listUserCredentials = defineRoute({
  method: "GET",
  path: "/api/v1/users/{id}/credentials",
  summary: "List what can act as an account",
  description: "For administrators: keys, tokens, sessions and connected apps, newest first, without their secrets. What was revoked is in the audit log.",
  tag: "Users",
  auth: "credential",
  scope: "users:read",
  params: IdParam,
  query: ListUserCredentialsQuery,
  status: 200,
  response: pageOf(UserCredentialView),
});

export const revokeUserCredential = defineRoute({
  method: "DELETE",
  path: "/api/v1/users/{id}/credentials/{credential_id}",
  summary: "Revoke a credential of an account",
  description: "It is refused from its next request on, on every instance. This cannot be undone.",
  tag: "Users",
  auth: "user",
  scope: "users:write",
  params: IdParam.extend({ credential_id: IdParam.shape.id }),
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});
