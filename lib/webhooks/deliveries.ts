import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { WebhookDelivery } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { entryOf } from "./change";
import { wakeWebhooks } from "./deliver/wake";
import { getWebhook, requireHearing } from "./find";

export type DeliveryQuery = { limit: number; cursor?: string | undefined; status?: string | undefined };

/** A page of a webhook's deliveries, newest first. */
export async function listDeliveries(ctx: UserContext, id: string, query: DeliveryQuery): Promise<{ rows: WebhookDelivery[]; nextCursor: string | undefined }> {
  const webhook = await getWebhook(ctx, id);
  // who is no administrator any more has nothing to read there, and may still delete it
  if (webhook.everything && ctx.principal.user.role !== "admin") return { rows: [], nextCursor: undefined };
  requireHearing(ctx, webhook.everything);
  const rows = await db().webhookDelivery.findMany({
    where: { webhookId: webhook.id, ...(query.cursor && { id: { lt: query.cursor } }), ...(query.status && { status: query.status }) },
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

/** Sends a message of the type webhook.test. */
export async function sendTestMessage(ctx: UserContext, id: string): Promise<string> {
  const webhook = await getWebhook(ctx, id);
  const deliveryId = newId("msg");
  const now = clock.now();
  const payload = JSON.stringify({ type: "webhook.test", timestamp: now.toISOString(), data: { webhook_id: id, text: "It works" } });
  await withAudit(ctx, async (tx) => {
    await tx.webhookDelivery.create({ data: { id: deliveryId, webhookId: id, type: "webhook.test", payload, nextAttemptAt: now } });
    return { result: undefined, entry: entryOf(webhook, "webhook.tested") };
  });
  wakeWebhooks();
  return deliveryId;
}

/** Sends a message again, under the same id. */
export async function replayDelivery(ctx: UserContext, id: string, deliveryId: string): Promise<void> {
  const webhook = await getWebhook(ctx, id);
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.webhookDelivery.updateMany({ where: { id: deliveryId, webhookId: id }, data: { status: "waiting", attempts: 0, nextAttemptAt: clock.now(), lastError: null, deliveredAt: null } });
    if (count !== 1) throw notFound();
    return { result: undefined, entry: { ...entryOf(webhook, "webhook.message_replayed"), detail: { delivery_id: deliveryId } } };
  });
  wakeWebhooks();
}
