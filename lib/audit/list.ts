import type { z } from "zod";
import type { AuditEventView, ListAuditEventsQuery } from "@/lib/contract/audit";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { AuditEvent, Prisma } from "@/lib/db/generated/client";
import { managedOrganizationIds } from "@/lib/organizations/membership";
import { scopeAllows } from "@/lib/contract/scopes";

export type AuditQuery = z.output<typeof ListAuditEventsQuery>;

/** Audit events, newest first, that the caller may see: all for administrators, else their own and their organizations'. */
export async function listAuditEvents(ctx: UserContext, query: AuditQuery): Promise<{ rows: AuditEvent[]; nextCursor: string | undefined }> {
  const rows = await db().auditEvent.findMany({
    where: { AND: [await visibleTo(ctx), matching(query), query.cursor ? { sequence: { lt: sequenceOf(query.cursor) } } : {}] },
    orderBy: { sequence: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? String(page.at(-1)!.sequence) : undefined };
}

async function visibleTo(ctx: UserContext): Promise<Prisma.AuditEventWhereInput> {
  const { user, organizationId } = ctx.principal;
  if (user.role === "admin" && scopeAllows(ctx.principal.scopes, "admin")) return {};
  if (organizationId) {
    const managed = await managedOrganizationIds(ctx);
    return managed.includes(organizationId) ? { organizationId } : { organizationId, actorUserId: user.id };
  }
  return { OR: [{ actorUserId: user.id }, { subjectUserId: user.id }, { organizationId: { in: await managedOrganizationIds(ctx) } }] };
}

function matching(query: AuditQuery): Prisma.AuditEventWhereInput {
  return {
    ...(query.action && { action: query.action.endsWith(".") ? { startsWith: query.action } : query.action }),
    ...(query.actor_user_id && { actorUserId: query.actor_user_id }),
    ...(query.target_id && { targetId: query.target_id }),
    ...(query.organization_id && { organizationId: query.organization_id }),
    ...((query.since || query.until) && { occurredAt: { ...(query.since && { gte: new Date(query.since) }), ...(query.until && { lte: new Date(query.until) }) } }),
  };
}

/** A cursor is the last sequence number seen; one that is not a number ends the list instead of failing. */
function sequenceOf(cursor: string): bigint {
  return /^\d{1,18}$/.test(cursor) ? BigInt(cursor) : 0n;
}

export function toAuditEventView(event: AuditEvent): AuditEventView {
  return {
    id: event.id,
    sequence: Number(event.sequence),
    occurred_at: event.occurredAt.toISOString(),
    action: event.action,
    actor: { kind: event.actorKind, user_id: event.actorUserId ?? undefined, name: event.actorName ?? undefined, credential_id: event.actorCredentialId ?? undefined },
    target: { type: event.targetType, id: event.targetId, name: event.targetName ?? undefined },
    organization_id: event.organizationId ?? undefined,
    ip: event.ip ?? undefined,
    user_agent: event.userAgent ?? undefined,
    request_id: event.requestId ?? undefined,
    detail: event.detail as Record<string, unknown>,
    hash: event.hash,
  };
}
