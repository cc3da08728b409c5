import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { notFound } from "@/lib/errors";

/** Are security notices sent to the caller's Telegram? Throws NOT_FOUND where none is linked. */
export async function switchAlerts(ctx: UserContext, on: boolean): Promise<void> {
  await withAudit(ctx, async (tx) => {
    const identity = await tx.identity.findUnique({ where: { userId_provider: { userId: ctx.principal.user.id, provider: "telegram" } } });
    if (!identity) throw notFound();
    await tx.identity.updateMany({ where: { id: identity.id, userId: ctx.principal.user.id }, data: { alertsOn: on } });
    return { result: undefined, entry: { action: on ? "alerts.switched_on" : "alerts.switched_off", target: { type: "identity", id: identity.id, name: "Telegram" } } };
  });
}
