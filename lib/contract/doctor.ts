import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { IdParam, Timestamp } from "./primitives";

const tag = "Connection doctor";

const Cause = z.strictObject({
  code: z.string(),
  title: z.string().meta({ description: "What went wrong, in plain words" }),
  fix: z.string().meta({ description: "What to do about it" }),
});

export const AttemptView = z.strictObject({
  id: z.string(),
  outcome: z.enum(["connected", "failed", "under_way", "abandoned"]).meta({ description: "`abandoned`: nothing went wrong, and nothing came for a quarter of an hour" }),
  client_id: z.string().optional(),
  client_name: z.string().optional(),
  user: z.strictObject({ id: z.uuid(), username: z.string() }).optional().meta({ description: "Who signed in" }),
  steps_count: z.int(),
  last_step: z.string(),
  cause: Cause.optional().meta({ description: "Of a failed attempt" }),
  ip: z.string().optional(),
  user_agent: z.string().optional(),
  started_at: Timestamp,
  last_at: Timestamp,
});
export type AttemptView = z.infer<typeof AttemptView>;

export const StepView = z.strictObject({
  id: z.string(),
  step: z.enum(["discovery", "registration", "document", "authorize", "sign_in", "consent", "token", "first_call", "refresh", "revoke"]),
  succeeded: z.boolean(),
  title: z.string(),
  cause: Cause.optional(),
  detail: z.record(z.string(), z.unknown()).meta({ description: "What was sent and what was expected; never a secret" }),
  client_id: z.string().optional(),
  ip: z.string().optional(),
  user_agent: z.string().optional(),
  request_id: z.string().optional(),
  at: Timestamp,
});
export type StepView = z.infer<typeof StepView>;

export const listConnectionAttempts = defineRoute({
  method: "GET",
  path: "/api/v1/connection-attempts",
  summary: "List attempts of apps to connect",
  description: "Newest first, of the last 30 days. Yours: where you signed in, of clients that you manage, and those from your own address in the last day that nobody has signed in to. Administrators see all.",
  tag,
  auth: "credential",
  scope: "audit:read",
  query: PageQuery.extend({
    failed: z.enum(["true", "false"]).optional().meta({ description: "Only failed ones" }),
    client_id: z.string().min(1).max(1000).optional(),
    since: Timestamp.optional().meta({ description: "Only attempts with a step at this time or later" }),
    until: Timestamp.optional().meta({ description: "Only attempts with a step at this time or earlier" }),
  }),
  status: 200,
  response: pageOf(AttemptView),
});

export const getConnectionAttempt = defineRoute({
  method: "GET",
  path: "/api/v1/connection-attempts/{id}",
  summary: "Show an attempt, step by step",
  tag,
  auth: "credential",
  scope: "audit:read",
  params: IdParam,
  status: 200,
  response: AttemptView.extend({ steps: z.array(StepView) }),
});

export const FindingView = z.strictObject({
  check: z.string(),
  severity: z.enum(["good", "warn", "bad"]),
  title: z.string(),
  text: z.string().meta({ description: "What was seen" }),
  fix: z.string().optional(),
});
export type FindingView = z.infer<typeof FindingView>;

export const TestReport = z.strictObject({
  url: z.string(),
  verdict: z.enum(["good", "warn", "bad"]).meta({ description: "Of the worst finding" }),
  findings: z.array(FindingView),
});
export type TestReport = z.infer<typeof TestReport>;

const TestBody = z.strictObject({ url: z.string().min(1).max(2000) });

const testing = {
  method: "POST",
  tag,
  auth: "user",
  scope: null,
  body: TestBody,
  status: 200,
  response: TestReport,
  errors: ["RATE_LIMITED"],
} as const;

export const testMcpServer = defineRoute({
  ...testing,
  path: "/api/v1/doctor/test-server",
  summary: "Test an MCP server as a strict client would",
  description: "Challenge, protected resource metadata, authorization server metadata, PKCE, registration, CORS. It registers nothing and signs nobody in. Only addresses on the public internet, and our own, are asked.",
});

export const testClientDocument = defineRoute({
  ...testing,
  path: "/api/v1/doctor/test-client-document",
  summary: "Test a client's metadata document",
  description: "Fetches it as the authorization server would, and explains each finding.",
});
