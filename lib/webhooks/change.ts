import { withAudit } from "@/lib/audit/with-audit";
import { clock, secondsFromNow } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { notFound, Refusal } from "@/lib/errors";
import { requireWebhookUrl } from "./address";
import { getAudibleWebhook, getWebhook, webhookInclude, type WebhookRow } from "./find";
import { newWebhookSecret, sealSecret } from "./secret";

export type WebhookChange = { url?: string | undefined; events?: string[] | undefined; name?: string | undefined; enabled?: boolean | undefined };

/** Changes a webhook. Switched on again it goes on with what happens from then on. */
export async function changeWebhook(ctx: UserContext, id: string, { url, events, name, enabled }: WebhookChange): Promise<WebhookRow> {
  const tellsMore = url !== undefined || events !== undefined || enabled === true;
  const before = await (tellsMore ? getAudibleWebhook(ctx, id) : getWebhook(ctx, id));
  const address = url === undefined ? undefined : await requireWebhookUrl(url);
  return withAudit(ctx, async (tx) => {
    const { count } = await tx.webhook.updateMany({
      where: { id },
      data: {
        ...(address !== undefined && { url: address }),
        ...(events && { events }),
        ...(name !== undefined && { name }),
        ...(enabled === true && { disabledAt: null, disabledReason: null }),
        ...(enabled === false && { disabledAt: clock.now(), disabledReason: "Switched off by its owner" }),
      },
    });
    if (count !== 1) throw notFound();
    const row = await tx.webhook.findUniqueOrThrow({ where: { id }, include: webhookInclude });
    return { result: row, entry: { ...entryOf(before, "webhook.updated"), detail: { url: address, events, name, enabled } } };
  });
}

export async function deleteWebhook(ctx: UserContext, id: string): Promise<void> {
  const row = await getWebhook(ctx, id);
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.webhook.deleteMany({ where: { id } });
    if (count !== 1) throw notFound();
    return { result: undefined, entry: entryOf(row, "webhook.deleted") };
  });
}

/** How long the old secret goes on signing beside the new one. */
const overlapSeconds = 86_400;

export async function rotateWebhookSecret(ctx: UserContext, id: string): Promise<{ secret: string; previousExpiresAt: Date }> {
  const row = await getAudibleWebhook(ctx, id);
  const secret = newWebhookSecret();
  const previousExpiresAt = secondsFromNow(overlapSeconds);
  await withAudit(ctx, async (tx) => {
    const { count } = await tx.webhook.updateMany({ where: { id, secret: row.secret }, data: { secret: sealSecret(id, secret), previousSecret: row.secret, previousUntil: previousExpiresAt } });
    if (count !== 1) throw new Refusal("CONFLICT", {}, "The secret was rotated at the same moment by another request: its answer holds the new one");
    return { result: undefined, entry: entryOf(row, "webhook.secret_rotated") };
  });
  return { secret, previousExpiresAt };
}

export function entryOf(row: { id: string; name: string; organizationId: string | null }, action: string) {
  return { action, organizationId: row.organizationId ?? undefined, target: { type: "webhook", id: row.id, name: row.name } };
}
