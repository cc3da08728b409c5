import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { DisplayName, IdParam, ScopeName, Timestamp } from "./primitives";
import { roles } from "./scopes";

const ruleMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "*"] as const;

/** `/agents`, `/agents/*` (one segment), `/agents/**` (the rest). */
const PathPattern = z
  .string()
  .max(300)
  .regex(/^\/(?:[^/]+(?:\/[^/]+)*)?$/, { error: "must begin with / and have no empty segment, like /agents/*" })
  .refine((path) => !/[\u0000-\u001f\u007f%?#;\\]/.test(path), { error: "must be written without % escapes, and without ? # ; and \\" })
  .refine((path) => path.split("/").every((segment) => !/^\.{1,2}$/.test(segment)), { error: "must not have . or .. as a segment" })
  .refine((path) => path.split("/").every((segment) => !segment.includes("*") || segment === "*" || segment === "**"), { error: "* stands for a whole segment and ** for the rest: write /agents/* or /agents/**" })
  .refine((path) => !/\*\*./.test(path), { error: "** may only be the end" })
  .meta({ examples: ["/**"], description: "Below the prefix. `*` is one segment, `**` at the end is the rest" });

const demands = {
  scope: ScopeName.optional(),
  roles: z.array(z.enum(roles)).min(1).optional().meta({ description: "The person has one of these roles, or a stronger one" }),
  groups: z.array(DisplayName).min(1).max(100).optional().meta({ description: "The person is in one of these groups" }),
};

export const GatewayRule = z
  .strictObject({
    methods: z.array(z.enum(ruleMethods)).min(1).max(8).meta({ description: "`*` is any. GET allows HEAD as well" }),
    path: PathPattern,
    layer: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional().meta({ description: "0: everybody; 1: any credential (the default); 2: a person who signed in" }),
    ...demands,
  })
  .refine((rule) => rule.layer !== 0 || (!rule.scope && !rule.roles && !rule.groups), { error: "of layer 0 lets everybody in, so it cannot ask for a scope, roles or groups", path: ["layer"] });
export type GatewayRule = z.infer<typeof GatewayRule>;

export const ToolRule = z.strictObject({
  name: z.string().regex(/^(?:\*|[A-Za-z0-9_./-]{1,128}\*?)$/, { error: "must be a tool's name, or its beginning and a * like read_*" }).meta({ description: "A name, or the beginning of one and `*`", examples: ["read_*"] }),
  ...demands,
});
export type ToolRule = z.infer<typeof ToolRule>;

const Prefix = z
  .string()
  .max(200)
  .regex(/^(?:\/[a-z0-9][a-z0-9._-]*){1,4}$/, { error: "must be one to four segments of lower-case letters, digits, dots, hyphens and underscores, like /api/agents" })
  .meta({ description: "What Keyhouse answers for it: this path and all below. Below `/mcp/` it is an MCP server", examples: ["/api/agents"] });
const Upstream = z.string().min(1).max(2000).meta({ description: "Where its requests go: http or https", examples: ["http://agents.internal:8080"] });

const settings = {
  is_enabled: z.boolean().optional().meta({ description: "Switched off, its prefix answers 404. Default true" }),
  strip_prefix: z.boolean().optional().meta({ description: "The upstream's own path takes the place of the prefix; `X-Forwarded-Prefix` tells it. Default true" }),
  timeout_seconds: z.int().min(1).max(3600).optional().meta({ description: "How long the upstream may take to begin its answer. Default 30" }),
  max_body_bytes: z.int().min(0).max(1_073_741_824).optional().meta({ description: "Larger request bodies are answered 413. Default 10 MiB" }),
};
const Rules = z.array(GatewayRule).min(1, { error: "must have at least one rule: what no rule allows is refused" }).max(200);
const Tools = z.array(ToolRule).max(500);
const CaCertificate = z.string().max(50_000).meta({ description: "PEM. The upstream's certificate must come from this authority instead of the well-known ones" });

export const ProtectedApiBody = z.strictObject({
  name: DisplayName,
  prefix: Prefix,
  upstream: Upstream,
  rules: Rules,
  ...settings,
  ca_certificate: CaCertificate.optional(),
  tools: Tools.optional().meta({ description: "MCP servers only: who may call which tool. Absent: every tool that the rules let through; present: no others" }),
});
export type ProtectedApiBody = z.infer<typeof ProtectedApiBody>;

export const UpdateProtectedApiBody = z
  .strictObject({
    name: DisplayName.optional(),
    prefix: Prefix.optional(),
    upstream: Upstream.optional(),
    rules: Rules.optional(),
    ...settings,
    ca_certificate: CaCertificate.nullable().optional(),
    tools: Tools.nullable().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, { error: "must change something" });
export type UpdateProtectedApiBody = z.infer<typeof UpdateProtectedApiBody>;

export const UpstreamHealth = z.strictObject({
  status: z.enum(["unknown", "up", "down"]).meta({ description: "As this instance has last seen it" }),
  last_success_at: Timestamp.optional(),
  last_failure_at: Timestamp.optional(),
  last_failure: z.string().optional().meta({ description: "What went wrong, in words" }),
  consecutive_failures: z.int(),
});
export type UpstreamHealth = z.infer<typeof UpstreamHealth>;

export const ProtectedApiView = z.strictObject({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  url: z.string().meta({ description: "Where callers find it; also the audience of tokens for it" }),
  upstream: z.string(),
  rules: z.array(GatewayRule),
  tools: z.array(ToolRule).optional(),
  is_mcp_server: z.boolean(),
  is_enabled: z.boolean(),
  strip_prefix: z.boolean(),
  timeout_seconds: z.int(),
  max_body_bytes: z.int(),
  ca_certificate: z.string().optional(),
  source: z.enum(["page", "file"]).meta({ description: "Where it is declared, and so where it is changed" }),
  health: UpstreamHealth,
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type ProtectedApiView = z.infer<typeof ProtectedApiView>;

const base = { tag: "Protected APIs", auth: "credential", scope: "admin" } as const;

export const createProtectedApi = defineRoute({
  ...base,
  method: "POST",
  path: "/api/v1/protected-apis",
  summary: "Put an API behind the gateway",
  description: "For administrators. From the next request on Keyhouse answers the prefix: it checks the credential and the most specific rule for method and path, and sends what is allowed to the upstream with `X-Auth-*` headers and a signed `X-Auth-Identity`, without the caller's credential.",
  body: ProtectedApiBody,
  idempotent: true,
  status: 201,
  response: ProtectedApiView,
  errors: ["CONFLICT"],
});

export const listProtectedApis = defineRoute({ ...base, method: "GET", path: "/api/v1/protected-apis", summary: "List protected APIs", description: "For administrators.", query: PageQuery, status: 200, response: pageOf(ProtectedApiView) });

export const getProtectedApi = defineRoute({ ...base, method: "GET", path: "/api/v1/protected-apis/{id}", summary: "Show a protected API", description: "For administrators.", params: IdParam, status: 200, response: ProtectedApiView });

export const updateProtectedApi = defineRoute({
  ...base,
  method: "PATCH",
  path: "/api/v1/protected-apis/{id}",
  summary: "Change a protected API",
  description: "Acts on the next request, and ends open streams that the rules no longer allow. `rules` and `tools` replace the old ones as a whole. What is declared in a file is changed there (409).",
  params: IdParam,
  body: UpdateProtectedApiBody,
  status: 200,
  response: ProtectedApiView,
  errors: ["CONFLICT"],
});

export const deleteProtectedApi = defineRoute({
  ...base,
  method: "DELETE",
  path: "/api/v1/protected-apis/{id}",
  summary: "Take an API from behind the gateway",
  description: "Its prefix answers 404 from the next request on; open streams end.",
  params: IdParam,
  status: 200,
  response: z.strictObject({ success: z.literal(true) }),
  errors: ["CONFLICT"],
});

export const UpstreamCheck = z.strictObject({
  reachable: z.boolean(),
  status: z.int().optional().meta({ description: "What the upstream answered; any status means that it is there" }),
  latency_ms: z.number(),
  error: z.string().optional().meta({ description: "What went wrong, in words" }),
  checked_at: Timestamp,
});
export type UpstreamCheck = z.infer<typeof UpstreamCheck>;

export const checkProtectedApi = defineRoute({
  ...base,
  method: "POST",
  path: "/api/v1/protected-apis/{id}/check",
  summary: "Check the upstream",
  description: "Asks it once, from this instance, with a HEAD request and nobody's identity.",
  params: IdParam,
  status: 200,
  response: UpstreamCheck,
});
