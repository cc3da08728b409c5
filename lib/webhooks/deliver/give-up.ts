import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Webhook } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import { entryOf } from "../change";

/** Switches a webhook off whose address does not take messages. Its owner reads why on its page and in the audit log. */
export async function giveUp(webhook: Webhook, reason: string): Promise<void> {
  await withAudit({ requestId: newId("req"), ip: undefined, userAgent: undefined }, async (tx) => {
    await tx.webhook.updateMany({ where: { id: webhook.id, disabledAt: null }, data: { disabledAt: clock.now(), disabledReason: reason } });
    return { result: undefined, actor: { kind: "system" }, entry: { ...entryOf(webhook, "webhook.switched_off"), subjectUserId: webhook.userId, detail: { reason } } };
  });
}
