import { z } from "zod";
import { CredentialKind } from "./auth";
import { leakMembers } from "./credential-marks";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { AddressList, DisplayName, Environment, IdParam, LifetimeSeconds, OrganizationId, QuotaPerDay, RateLimitPerMinute, ScopeList, ScopeName, Timestamp } from "./primitives";
import { PreviousSecret } from "./rotation";
import { UserSummary } from "./users";

export const ApiKeyView = z.strictObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  organization_id: z.string(),
  environment: Environment,
  hint: z.string().meta({ description: "First and last characters of the key" }),
  status: z.enum(["active", "paused", "expired"]),
  allowed_ips: z.array(z.string()).optional(),
  rate_limit_per_minute: z.int().optional(),
  quota_per_day: z.int().optional(),
  expires_at: Timestamp.optional(),
  created_at: Timestamp,
  created_by: z.strictObject({ id: z.uuid(), username: z.string() }),
  last_used_at: Timestamp.optional(),
  last_used_ip: z.string().optional(),
  last_used_user_agent: z.string().optional(),
  outside_policy: z.array(z.enum(["scopes", "expires_in", "allowed_ips"])).optional().meta({ description: "What about the key does not keep to a policy that its organization has set since. Scopes beyond it are not in `scopes`: they do not count" }),
  previous: z.array(PreviousSecret).optional().meta({ description: "Earlier secrets whose overlap lasts, newest first" }),
  ...leakMembers,
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const CreatedApiKey = ApiKeyView.extend({ key: z.string().meta({ description: "The secret, shown this once" }) });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const CreateApiKeyBody = z.strictObject({
  name: DisplayName,
  organization_id: OrganizationId.optional().meta({ description: "Your personal organization where absent" }),
  scopes: ScopeList.optional().meta({ description: "What your role may hold, minus `admin`, `users:*` and `tokens:verify`, where absent" }),
  environment: Environment.default("live"),
  expires_in: LifetimeSeconds.optional(),
  allowed_ips: AddressList.optional(),
  rate_limit_per_minute: RateLimitPerMinute.optional(),
  quota_per_day: QuotaPerDay.optional().meta({ description: "Calls a day (UTC), beside the limit a minute; none where absent" }),
});
export type CreateApiKeyBody = z.infer<typeof CreateApiKeyBody>;

export const createApiKey = defineRoute({
  method: "POST",
  path: "/api/v1/api-keys",
  summary: "Create an API key",
  description: "The answer holds the key this once: only its SHA-256 is kept.",
  tag: "API keys",
  auth: "user",
  scope: "keys:write",
  body: CreateApiKeyBody,
  idempotent: true,
  status: 201,
  response: CreatedApiKey,
  errors: ["NOT_FOUND"],
});

export const ListApiKeysQuery = PageQuery.extend({ organization_id: z.string().min(1).max(200).optional() });

export const listApiKeys = defineRoute({
  method: "GET",
  path: "/api/v1/api-keys",
  summary: "List API keys",
  description: "Keys that you made, and those of organizations where you are owner or admin.",
  tag: "API keys",
  auth: "credential",
  scope: "keys:read",
  query: ListApiKeysQuery,
  status: 200,
  response: pageOf(ApiKeyView),
});

export const getApiKey = defineRoute({
  method: "GET",
  path: "/api/v1/api-keys/{id}",
  summary: "Show an API key",
  tag: "API keys",
  auth: "credential",
  scope: "keys:read",
  params: IdParam,
  status: 200,
  response: ApiKeyView,
});

export const UpdateApiKeyBody = z.strictObject({
  name: DisplayName.optional(),
  scopes: ScopeList.nullable().optional().meta({ description: "`null`: whatever the owner's role may hold" }),
  allowed_ips: AddressList.nullable().optional().meta({ description: "`null` lifts the limit" }),
  rate_limit_per_minute: RateLimitPerMinute.nullable().optional().meta({ description: "`null` returns to the default" }),
  quota_per_day: QuotaPerDay.nullable().optional().meta({ description: "Calls a day (UTC); `null` lifts the quota" }),
  paused: z.boolean().optional().meta({ description: "A paused key is refused until it is resumed" }),
  expires_in: LifetimeSeconds.nullable().optional().meta({ description: "Seconds from now; `null` lifts the end. A key that has expired stays so" }),
}).refine((body) => Object.keys(body).length > 0, { error: "must change something" });

export const updateApiKey = defineRoute({
  method: "PATCH",
  path: "/api/v1/api-keys/{id}",
  summary: "Change an API key",
  tag: "API keys",
  auth: "user",
  scope: "keys:write",
  params: IdParam,
  body: UpdateApiKeyBody,
  status: 200,
  response: ApiKeyView,
});

export const deleteApiKey = defineRoute({
  method: "DELETE",
  path: "/api/v1/api-keys/{id}",
  summary: "Revoke an API key",
  description: "Refused from the next request on. It cannot be undone.",
  tag: "API keys",
  auth: "user",
  scope: "keys:write",
  endsOwnAccess: true,
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
});

export const VerifyApiKeyBody = z.strictObject({
  key: z.string().min(1).max(8192).meta({ description: "The credential that your API was called with: key, session token or access token" }),
  scopes: z.array(ScopeName).max(100).optional().meta({ description: "Scopes that the call needs, all of them" }),
  ip: z.string().max(64).optional().meta({ description: "The address your API was called from; needed for keys with an address limit" }),
  resource: z.string().max(2000).optional().meta({ description: "The resource that the token must be meant for" }),
  method: z.string().max(20).optional().meta({ description: "What your API was asked to do, for the request log of the credential", examples: ["GET"] }),
  path: z.string().max(2000).optional().meta({ description: "The path that your API was called by, without the query; for the request log", examples: ["/v1/agents"] }),
  user_agent: z.string().max(1000).optional().meta({ description: "The program that called your API, for the request log" }),
});

/** Why a credential was refused, in the words of the error table, or VALID. */
export const VerifyCode = z.enum(["VALID", "INVALID_TOKEN", "TOKEN_EXPIRED", "FORBIDDEN", "IP_NOT_ALLOWED", "ACCOUNT_SUSPENDED", "SECOND_FACTOR_MISSING", "RATE_LIMITED"]);

export const verifyApiKey = defineRoute({
  method: "POST",
  path: "/api/v1/api-keys/verify",
  summary: "Check a credential that somebody presented to your API",
  description: "Takes keys and tokens alike and answers one principal. Counts against the limit of the checked credential.",
  tag: "API keys",
  auth: "credential",
  scope: "tokens:verify",
  rateLimit: "verification",
  body: VerifyApiKeyBody,
  status: 200,
  response: z.strictObject({
    valid: z.boolean(),
    code: VerifyCode,
    error: z.string().optional(),
    required_scope: z.string().optional(),
    kind: CredentialKind.optional(),
    id: z.string().optional(),
    name: z.string().optional(),
    user: UserSummary.optional(),
    organization_id: z.string().optional(),
    scopes: z.array(z.string()).optional(),
    groups: z.array(z.string()).optional(),
    environment: Environment.optional(),
    resource: z.string().optional().meta({ description: "The resource that an access token is for" }),
    client_id: z.string().optional().meta({ description: "The app that acts for the person" }),
    expires_at: Timestamp.optional(),
    rate_limit: z.strictObject({ limit: z.int(), remaining: z.int(), reset: z.int() }).optional(),
  }),
});
