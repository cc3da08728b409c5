import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { Timestamp } from "./primitives";

export const AuditEventView = z.strictObject({
  id: z.string(),
  sequence: z.int(),
  occurred_at: Timestamp,
  action: z.string().meta({ examples: ["api_key.created"] }),
  actor: z.strictObject({ kind: z.string(), user_id: z.string().optional(), name: z.string().optional(), credential_id: z.string().optional() }),
  target: z.strictObject({ type: z.string(), id: z.string(), name: z.string().optional() }),
  organization_id: z.string().optional(),
  ip: z.string().optional(),
  user_agent: z.string().optional(),
  request_id: z.string().optional(),
  detail: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type AuditEventView = z.infer<typeof AuditEventView>;

export const ListAuditEventsQuery = PageQuery.extend({
  action: z.string().min(1).max(100).optional().meta({ description: "One action, or all of a kind with a trailing dot: `api_key.`" }),
  actor_user_id: z.uuid().optional(),
  target_id: z.string().min(1).max(200).optional(),
  organization_id: z.string().min(1).max(200).optional(),
  since: Timestamp.optional(),
  until: Timestamp.optional(),
});

export const listAuditEvents = defineRoute({
  method: "GET",
  path: "/api/v1/audit-events",
  summary: "List audit events",
  description: "Newest first. Administrators see all; others see their own and those of organizations where they are owner or admin.",
  tag: "Audit log",
  auth: "credential",
  scope: "audit:read",
  query: ListAuditEventsQuery,
  status: 200,
  response: pageOf(AuditEventView),
});

/** Most events in one export; narrow it by time to get all of a longer log. */
export const mostExportedEvents = 50_000;

export const exportAuditEvents = defineRoute({
  method: "GET",
  path: "/api/v1/audit-events/export",
  summary: "The audit log as CSV or NDJSON",
  description: `The newest ${mostExportedEvents.toLocaleString("en")} that match and that you may see. In CSV, cells that a spreadsheet would take for a formula begin with an apostrophe. NDJSON (\`format=ndjson\`) is one event a line, as the list answers it.`,
  tag: "Audit log",
  auth: "credential",
  scope: "audit:read",
  query: ListAuditEventsQuery.omit({ limit: true, cursor: true }).extend({ format: z.enum(["csv", "ndjson"]).default("csv") }),
  status: 200,
  media: "text/csv",
  response: z.string(),
});

export const verifyAuditEvents = defineRoute({
  method: "GET",
  path: "/api/v1/audit-events/verify",
  summary: "Verify the chain of the audit log",
  description: "Recomputes the hash of every event from the first one on, and compares the last with the head that is kept apart. Administrators only. Keep `head` somewhere else: with it you can tell later that nothing was cut off.",
  tag: "Audit log",
  auth: "credential",
  scope: "admin",
  status: 200,
  response: z.strictObject({
    valid: z.boolean(),
    checked: z.int().meta({ description: "Events whose hash was recomputed" }),
    head: z.strictObject({ sequence: z.int(), hash: z.string() }),
    broken: z.strictObject({ sequence: z.int(), id: z.string().optional(), reason: z.string() }).optional().meta({ description: "The first place where the chain does not hold" }),
  }),
});
