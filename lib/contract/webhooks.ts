import { z } from "zod";
import { defineRoute } from "./define-route";
import { pageOf, PageQuery } from "./pagination";
import { DisplayName, IdParam, OrganizationId, Timestamp } from "./primitives";

/** `api_key.created`, `api_key.*` for all of a kind, or `*`: the actions of the audit log. */
const EventPattern = z.string().regex(/^(\*|[a-z_]{1,40}\.(\*|[a-z_]{1,60}))$/, { error: "must be an action of the audit log like api_key.created, a kind like api_key.*, or *" });
const Url = z.string().min(1).max(2000);

export const WebhookView = z.strictObject({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  organization_id: z.string().optional().meta({ description: "Hears of this organization; absent: of its owner's own things" }),
  everything: z.boolean().meta({ description: "Receives the events of all accounts, while its owner is an administrator" }),
  enabled: z.boolean(),
  disabled_reason: z.string().optional(),
  owner: z.strictObject({ id: z.uuid(), username: z.string() }),
  last_delivery: z.strictObject({ at: Timestamp, status: z.enum(["waiting", "delivered", "failed"]) }).optional(),
  created_at: Timestamp,
});
export type WebhookView = z.infer<typeof WebhookView>;

const secret = z.string().meta({ description: "`whsec_...`, shown this once: it verifies the signature of each message" });

export const CreateWebhookBody = z.strictObject({
  url: Url.meta({ description: "https; answers 2xx within 15 seconds", examples: ["https://hooks.example.com/keyhouse"] }),
  events: z.array(EventPattern).min(1).max(50),
  name: DisplayName.optional(),
  organization_id: OrganizationId.optional(),
  everything: z.boolean().optional(),
});
export type CreateWebhookBody = z.infer<typeof CreateWebhookBody>;

const base = { tag: "Webhooks", auth: "user", scope: "keys:write" } as const;
const Success = z.strictObject({ success: z.literal(true) });

export const createWebhook = defineRoute({
  ...base,
  method: "POST",
  path: "/api/v1/webhooks",
  summary: "Create a webhook",
  description: "Messages follow the Standard Webhooks specification: `webhook-id`, `webhook-timestamp`, `webhook-signature`. What one hears of is what its owner may see in the audit log at that moment. Also needs `audit:read`.",
  body: CreateWebhookBody,
  idempotent: true,
  status: 201,
  response: WebhookView.extend({ secret }),
  errors: ["NOT_FOUND"],
});

export const listWebhooks = defineRoute({
  ...base,
  auth: "credential",
  scope: "keys:read",
  method: "GET",
  path: "/api/v1/webhooks",
  summary: "List webhooks",
  description: "Your own, and those of organizations where you are owner or admin.",
  query: PageQuery.extend({ organization_id: z.string().min(1).max(200).optional() }),
  status: 200,
  response: pageOf(WebhookView),
});

export const getWebhook = defineRoute({ ...base, auth: "credential", scope: "keys:read", method: "GET", path: "/api/v1/webhooks/{id}", summary: "Show a webhook", params: IdParam, status: 200, response: WebhookView });

export const UpdateWebhookBody = z
  .strictObject({ url: Url.optional(), events: z.array(EventPattern).min(1).max(50).optional(), name: DisplayName.optional(), enabled: z.boolean().optional() })
  .refine((body) => Object.keys(body).length > 0, { error: "must change something" });

export const updateWebhook = defineRoute({ ...base, method: "PATCH", path: "/api/v1/webhooks/{id}", summary: "Change a webhook", params: IdParam, body: UpdateWebhookBody, status: 200, response: WebhookView });

export const deleteWebhook = defineRoute({ ...base, method: "DELETE", path: "/api/v1/webhooks/{id}", summary: "Delete a webhook", description: "With its deliveries; messages that wait are not sent.", params: IdParam, endsOwnAccess: true, status: 200, response: Success });

export const rotateWebhookSecret = defineRoute({
  ...base,
  method: "POST",
  path: "/api/v1/webhooks/{id}/rotate-secret",
  summary: "Rotate the secret of a webhook",
  description: "For 24 hours messages are signed with the old secret as well.",
  params: IdParam,
  idempotent: true,
  status: 200,
  response: z.strictObject({ id: z.string(), secret, previous_expires_at: Timestamp }),
  errors: ["CONFLICT"],
});

export const testWebhook = defineRoute({ ...base, method: "POST", path: "/api/v1/webhooks/{id}/test", summary: "Send a test message", description: "A message of the type `webhook.test`.", params: IdParam, status: 200, response: z.strictObject({ delivery_id: z.string() }) });

export const DeliveryView = z.strictObject({
  id: z.string().meta({ description: "The message's `webhook-id`" }),
  type: z.string(),
  status: z.enum(["waiting", "delivered", "failed"]),
  attempts: z.int(),
  created_at: Timestamp,
  last_attempt_at: Timestamp.optional(),
  delivered_at: Timestamp.optional(),
  next_attempt_at: Timestamp.optional(),
  response_status: z.int().optional(),
  response_body: z.string().optional().meta({ description: "Its first 1,000 characters" }),
  error: z.string().optional(),
  payload: z.string().meta({ description: "The body as it was signed" }),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const listWebhookDeliveries = defineRoute({
  ...base,
  auth: "credential",
  scope: "keys:read",
  method: "GET",
  path: "/api/v1/webhooks/{id}/deliveries",
  summary: "List the deliveries of a webhook",
  description: "Newest first; kept for 30 days.",
  params: IdParam,
  query: PageQuery.extend({ status: z.enum(["waiting", "delivered", "failed"]).optional() }),
  status: 200,
  response: pageOf(DeliveryView),
});

export const replayWebhookDelivery = defineRoute({
  ...base,
  method: "POST",
  path: "/api/v1/webhooks/{id}/deliveries/{delivery_id}/replay",
  summary: "Send a message again",
  description: "The same message under the same `webhook-id`, so that a receiver can tell that it has seen it.",
  params: IdParam.extend({ delivery_id: IdParam.shape.id }),
  status: 200,
  response: Success,
});
