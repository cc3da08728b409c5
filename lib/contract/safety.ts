import { z } from "zod";
import { CredentialView, UpdateCredentialBody } from "./credentials";
import { defineRoute } from "./define-route";
import { cursorOf, pageOf, PageQuery } from "./pagination";
import { IdParam, Timestamp } from "./primitives";

/** What can be found about a credential, the most pressing first: also the order on the page. */
export const FindingKind = z.enum(["leaked", "seen_in_url", "many_networks", "old_secret_in_use", "expires_soon", "owner_suspended", "never_expires", "unused", "unused_scopes", "no_address_limit"]);
export type FindingKind = z.infer<typeof FindingKind>;

/** The one act that repairs a finding. */
export const Repair = z.strictObject({
  action: z.enum(["revoke", "resume", "pause", "retire_old_secret", "extend", "set_expiry", "narrow_scopes", "limit_addresses"]),
  label: z.string().meta({ description: "What a button says", examples: ["Expire in 90 days"] }),
  effect: z.string().meta({ description: "What will be different afterwards, in a sentence" }),
  change: UpdateCredentialBody.optional().meta({ description: "The body of `PATCH /api/v1/credentials/{id}` that does it; absent: the credential is revoked, or its old secret retired" }),
  undo: UpdateCredentialBody.optional().meta({ description: "The body that takes it back; absent: it cannot be taken back" }),
});
export type Repair = z.infer<typeof Repair>;

export const FindingCaller = z.strictObject({ ip: z.string().optional(), user_agent: z.string().optional(), last_at: Timestamp, calls: z.int() });

export const Finding = z.strictObject({
  kind: FindingKind,
  credential: CredentialView,
  found: z.string().meta({ description: "What was found, in a sentence", examples: ["Used from 2 addresses in the last 30 days, and any other would do as well."] }),
  since: Timestamp.meta({ description: "From when on it was so" }),
  scopes: z.array(z.string()).optional().meta({ description: "`unused_scopes`: those that it holds and has not used" }),
  callers: z.array(FindingCaller).optional().meta({ description: "`old_secret_in_use`, `no_address_limit`, `many_networks`: who calls, the latest first, 20 at most" }),
  repairs: z.array(Repair).meta({ description: "What you may do about it, the best first; empty where you may do nothing" }),
  may_dismiss: z.boolean(),
  dismissed: z.strictObject({ at: Timestamp, by: z.string() }).optional().meta({ description: "Somebody has said that it is meant to be so" }),
});
export type Finding = z.infer<typeof Finding>;

export const SafetySummary = z.strictObject({
  checked: z.int().meta({ description: "Credentials that were looked at. Sessions end by themselves and are not among them" }),
  open: z.int(),
  dismissed: z.int(),
  log_days: z.int().meta({ description: "How far back use is looked at: as long as the request log is kept" }),
  kinds: z.array(z.strictObject({ kind: FindingKind, title: z.string(), why: z.string(), open: z.int() })).meta({ description: "Those with open findings, the most pressing first" }),
});
export type SafetySummary = z.infer<typeof SafetySummary>;

const tag = "Credentials";

export const SafetyQuery = PageQuery.extend({
  cursor: cursorOf(new RegExp(`^(?:${FindingKind.options.join("|")})\\.[a-z]+_[0-9a-z]{26}$`)),
  kind: FindingKind.optional(),
  dismissed: z.enum(["true", "false"]).optional().meta({ description: "`true`: those that somebody has said are meant to be so" }),
  organization_id: z.string().min(1).max(200).optional().meta({ description: "Of an organization: your own, and, for its owners and admins, its members' keys" }),
  everybody: z.enum(["true", "false"]).optional().meta({ description: "Of every account; administrators only" }),
});

export const getSafety = defineRoute({
  method: "GET",
  path: "/api/v1/safety",
  summary: "What is unsafe about what can act as me",
  description: "Findings about keys, tokens and connected apps, each with what repairs it, the most pressing first.",
  tag,
  auth: "credential",
  scope: "keys:read",
  query: SafetyQuery,
  status: 200,
  response: pageOf(Finding).extend({ summary: SafetySummary }),
});

/** A kind that there is none of is as unknown as a credential that there is none of. */
const FindingParams = IdParam.extend({ finding: IdParam.shape.id });
const Success = z.strictObject({ success: z.literal(true) });

export const dismissFinding = defineRoute({
  method: "PUT",
  path: "/api/v1/credentials/{id}/dismissed-findings/{finding}",
  summary: "Say that a finding is meant to be so",
  description: "It is not shown any more while what it speaks of stays the same. Of a key of an organization its owners and admins may say so as well.",
  tag,
  auth: "user",
  scope: "keys:write",
  params: FindingParams,
  status: 200,
  response: Success,
});

export const restoreFinding = defineRoute({
  method: "DELETE",
  path: "/api/v1/credentials/{id}/dismissed-findings/{finding}",
  summary: "Show a finding again",
  tag,
  auth: "user",
  scope: "keys:write",
  params: FindingParams,
  status: 200,
  response: Success,
});
