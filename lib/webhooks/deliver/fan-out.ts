import { toAuditEventView } from "@/lib/audit/list";
import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { AuditEvent, Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";

const batch = 500;

const include = { user: { select: { role: true, suspendedAt: true, memberships: { select: { organizationId: true, role: true } } } } } satisfies Prisma.WebhookInclude;
type Listener = Prisma.WebhookGetPayload<{ include: typeof include }>;

/**
 * Makes messages of what the audit log has gained since the last time. The log is the queue: an act that was committed is told,
 * also after a crash, and told once, because the cursor moves in the transaction that makes the messages. Returns whether there may be more.
 */
export async function fanOut(): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const [cursor] = await tx.$queryRaw<{ sequence: bigint }[]>`SELECT sequence FROM webhook_cursor WHERE id = 1 FOR UPDATE`;
    if (!cursor) return false;
    const events = await tx.auditEvent.findMany({ where: { sequence: { gt: cursor.sequence } }, orderBy: { sequence: "asc" }, take: batch });
    if (events.length === 0) return false;
    const listeners = await tx.webhook.findMany({ where: { disabledAt: null }, include });
    const data = events.flatMap((event) => listeners.filter((listener) => hears(listener, event)).map((listener) => messageOf(listener.id, event)));
    if (data.length > 0) await tx.webhookDelivery.createMany({ data });
    await tx.webhookCursor.updateMany({ where: { id: 1 }, data: { sequence: events.at(-1)!.sequence } });
    return events.length === batch;
  });
}

/** Does it want to hear of it, and may its owner see it today? The same rule as the audit log's. */
export function hears({ events, everything, organizationId, userId, user }: Listener, event: AuditEvent): boolean {
  if (user.suspendedAt !== null || !events.some((pattern) => matches(pattern, event.action))) return false;
  if (everything) return user.role === "admin";
  const manages = (id: string | null) => id !== null && user.memberships.some((membership) => membership.organizationId === id && membership.role !== "member");
  if (organizationId !== null) return event.organizationId === organizationId && manages(organizationId);
  return event.actorUserId === userId || event.subjectUserId === userId || manages(event.organizationId);
}

function matches(pattern: string, action: string): boolean {
  return pattern === "*" || pattern === action || (pattern.endsWith(".*") && action.startsWith(pattern.slice(0, -1)));
}

function messageOf(webhookId: string, event: AuditEvent): Prisma.WebhookDeliveryCreateManyInput {
  const { hash: _hash, sequence: _sequence, occurred_at, action, ...data } = toAuditEventView(event);
  return { id: newId("msg"), webhookId, type: action, payload: JSON.stringify({ type: action, timestamp: occurred_at, data }), nextAttemptAt: clock.now() };
}
