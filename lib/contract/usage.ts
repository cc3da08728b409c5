import { z } from "zod";
import { CredentialKind } from "./auth";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { IdParam, Timestamp } from "./primitives";

/** Why a credential was refused: a code of the error table, or what INVALID_TOKEN was said for. */
const Reason = z.string().meta({ description: "A code of the error table, or `REVOKED`, `PAUSED`", examples: ["IP_NOT_ALLOWED"] });

export const LoggedRequest = z.strictObject({
  id: z.string(),
  occurred_at: Timestamp,
  outcome: z.enum(["allowed", "refused"]),
  reason: Reason.optional(),
  credential: z.strictObject({
    id: z.string(),
    kind: CredentialKind.optional(),
    name: z.string().optional(),
    ended: z.literal(true).optional().meta({ description: "It was revoked, or is gone with its account" }),
    hint: z.string().optional().meta({ description: "First and last characters of the secret that was used" }),
    secret: z.enum(["current", "previous"]).optional().meta({ description: "Which of its secrets was used" }),
  }),
  user: z.strictObject({ id: z.uuid(), username: z.string().optional() }),
  organization_id: z.string().optional(),
  channel: z.enum(["rest", "verify", "introspect", "mcp", "forward_auth", "gateway"]).meta({ description: "Where it was checked: at our own API or MCP server, or for another API" }),
  asked_by: z.string().optional().meta({ description: "The credential or client that asked on behalf of another API" }),
  method: z.string().optional(),
  target: z.string().optional().meta({ description: "Path without its query, or the resource or tool that was asked for" }),
  status: z.int().optional(),
  scopes: z.array(z.string()).meta({ description: "What the call needed" }),
  ip: z.string().optional(),
  user_agent: z.string().optional(),
  latency_ms: z.number(),
  request_id: z.string(),
});
export type LoggedRequest = z.infer<typeof LoggedRequest>;

const filters = {
  outcome: z.enum(["allowed", "refused"]).optional(),
  reason: z.string().regex(/^[A-Z_]{1,40}$/).optional().meta({ description: "One reason of refusals" }),
  address: z.string().min(2).max(64).optional().meta({ description: "One address" }),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
};

const CredentialRequestsQuery = PageQuery.extend(filters);
const everywhere = {
  credential_id: z.string().min(1).max(200).optional(),
  user_id: z.uuid().optional().meta({ description: "One person's credentials" }),
  organization_id: z.string().min(1).max(200).optional(),
};
export const RequestsQuery = CredentialRequestsQuery.extend(everywhere);
export type RequestsQuery = z.output<typeof RequestsQuery>;

export const UsageQuery = z.object({
  by: z.enum(["hour", "day"]).default("day"),
  from: Timestamp.optional().meta({ description: "Two days ago by the hour, thirty by the day, where absent" }),
  to: Timestamp.optional(),
});
export type UsageQuery = z.output<typeof UsageQuery>;

const UsagePeriod = z.strictObject({ start: Timestamp, allowed: z.int(), refused: z.int(), reasons: z.record(z.string(), z.int()).optional().meta({ description: "The refused ones by reason" }) });
export type UsagePeriod = z.infer<typeof UsagePeriod>;

const Caller = z.strictObject({ ip: z.string().optional(), user_agent: z.string().optional(), calls: z.int(), refused: z.int(), first_at: Timestamp, last_at: Timestamp });

const Window = z.strictObject({ limit: z.int(), remaining: z.int(), resets_at: Timestamp });

export const Usage = z.strictObject({
  by: z.enum(["hour", "day"]),
  from: Timestamp,
  to: Timestamp,
  allowed: z.int(),
  refused: z.int(),
  periods: z.array(UsagePeriod).meta({ description: "Every hour or day (UTC) of the time asked for, also those without a call" }),
  last_use: z.strictObject({ at: Timestamp, ip: z.string().optional(), user_agent: z.string().optional() }).optional(),
  addresses: z.array(z.strictObject({ ip: z.string(), calls: z.int(), refused: z.int(), last_at: Timestamp })).meta({ description: "Where most calls come from, at most ten" }),
  scopes: z.array(z.strictObject({ name: z.string(), held: z.boolean(), calls: z.int(), last_used_at: Timestamp.optional() })).meta({ description: "Scopes that it holds or has used, with the calls that needed them" }),
  previous: z.array(z.strictObject({ hint: z.string().optional(), superseded_at: Timestamp, expires_at: Timestamp.optional(), callers: z.array(Caller) })).optional().meta({ description: "Earlier secrets that work still, and who has called with them since they were superseded" }),
  limits: z.strictObject({ minute: Window, day: Window.optional() }).meta({ description: "What is left of this minute and, where there is a quota, of this day" }),
});
export type Usage = z.infer<typeof Usage>;

const tag = "Usage";

/** Counts and log of one credential: the same two routes for each kind that has a page. */
const usageOf = <const Path extends `/${string}`>(path: Path, of: string) =>
  ({ method: "GET", path, summary: `How often, from where and for what ${of} is used`, tag, auth: "credential", scope: "keys:read", rateLimit: "live", query: UsageQuery, status: 200, response: Usage }) as const;
const requestsOf = <const Path extends `/${string}`>(path: Path, of: string) =>
  ({ method: "GET", path, summary: `The request log of ${of}`, description: "Newest first, refusals with their reason included; there a second after the call.", tag, auth: "credential", scope: "keys:read", rateLimit: "live", query: CredentialRequestsQuery, status: 200, response: pageOf(LoggedRequest) }) as const;

export const getApiKeyUsage = defineRoute({ ...usageOf("/api/v1/api-keys/{id}/usage", "an API key"), params: IdParam });
export const listApiKeyRequests = defineRoute({ ...requestsOf("/api/v1/api-keys/{id}/requests", "an API key"), params: IdParam });
export const getPersonalTokenUsage = defineRoute(usageOf("/api/v1/users/me/api-token/usage", "my personal API token"));
export const listPersonalTokenRequests = defineRoute(requestsOf("/api/v1/users/me/api-token/requests", "my personal API token"));
export const getConnectedAppUsage = defineRoute({ ...usageOf("/api/v1/connected-apps/{id}/usage", "a connected app"), params: IdParam });
export const listConnectedAppRequests = defineRoute({ ...requestsOf("/api/v1/connected-apps/{id}/requests", "a connected app"), params: IdParam });

const visibility = "Your own credentials, ended ones included, and those of organizations where you are owner or admin; administrators see everybody's.";

export const listRequests = defineRoute({
  method: "GET",
  path: "/api/v1/requests",
  summary: "The request log of all credentials",
  description: `Newest first. ${visibility} The portal's own calls by cookie are not listed.`,
  tag,
  auth: "credential",
  scope: "audit:read",
  rateLimit: "live",
  query: RequestsQuery,
  status: 200,
  response: pageOf(LoggedRequest),
});

/** A spreadsheet holds no more, nor does a person read more. */
export const mostExported = 10_000;

export const exportRequests = defineRoute({
  method: "GET",
  path: "/api/v1/requests/export",
  summary: "The request log as CSV",
  description: `The newest ${mostExported.toLocaleString("en")} that match. ${visibility} Cells that a spreadsheet would take for a formula begin with an apostrophe.`,
  tag,
  auth: "credential",
  scope: "audit:read",
  query: z.object({ ...filters, ...everywhere, format: z.enum(["csv"]).default("csv") }),
  status: 200,
  media: "text/csv",
  response: z.string(),
});
