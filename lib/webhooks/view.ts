import { toWireTime } from "@/lib/clock";
import type { DeliveryView, WebhookView } from "@/lib/contract/webhooks";
import type { WebhookDelivery } from "@/lib/db/generated/client";
import type { WebhookRow } from "./find";

export function toWebhookView(row: WebhookRow): WebhookView {
  const [last] = row.deliveries;
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    organization_id: row.organizationId ?? undefined,
    everything: row.everything,
    enabled: row.disabledAt === null,
    disabled_reason: row.disabledReason ?? undefined,
    owner: { id: row.user.id, username: row.user.username },
    last_delivery: last && { at: toWireTime(last.createdAt), status: last.status as DeliveryView["status"] },
    created_at: toWireTime(row.createdAt),
  };
}

export function toDeliveryView(row: WebhookDelivery): DeliveryView {
  return {
    id: row.id,
    type: row.type,
    status: row.status as DeliveryView["status"],
    attempts: row.attempts,
    created_at: toWireTime(row.createdAt),
    last_attempt_at: toWireTime(row.lastAttemptAt),
    delivered_at: toWireTime(row.deliveredAt),
    next_attempt_at: toWireTime(row.status === "waiting" ? row.nextAttemptAt : null),
    response_status: row.responseStatus ?? undefined,
    response_body: row.responseBody ?? undefined,
    error: row.lastError ?? undefined,
    payload: row.payload,
  };
}
