import type { UserContext } from "@/lib/context";
import { scopeAllows } from "@/lib/contract/scopes";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound, Refusal } from "@/lib/errors";
import { managedOrganizationIds } from "@/lib/organizations/membership";

export const webhookInclude = {
  user: { select: { id: true, username: true } },
  deliveries: { orderBy: { id: "desc" }, take: 1, select: { status: true, createdAt: true } },
} satisfies Prisma.WebhookInclude;
export type WebhookRow = Prisma.WebhookGetPayload<{ include: typeof webhookInclude }>;

/** The webhooks that the caller manages: their own, and those of organizations where they are owner or admin. */
async function managedWebhooks(ctx: UserContext): Promise<Prisma.WebhookWhereInput> {
  const { user, organizationId } = ctx.principal;
  const organizations = (await managedOrganizationIds(ctx)).filter((id) => organizationId === undefined || id === organizationId);
  const own = organizationId === undefined ? [{ userId: user.id, organizationId: null }] : [];
  return { OR: [...own, { organizationId: { in: organizations } }] };
}

/** Throws NOT_FOUND, also for somebody else's. */
export async function getWebhook(ctx: UserContext, id: string): Promise<WebhookRow> {
  const row = await db().webhook.findFirst({ where: { AND: [{ id }, await managedWebhooks(ctx)] }, include: webhookInclude });
  if (!row) throw notFound();
  return row;
}

/** The same for whoever may hear what it is told, as its maker had to: a credential without that could turn it elsewhere, or read its messages. Throws FORBIDDEN. */
export async function getAudibleWebhook(ctx: UserContext, id: string): Promise<WebhookRow> {
  const row = await getWebhook(ctx, id);
  requireHearing(ctx, row.everything);
  return row;
}

/** What a webhook tells is what the audit log says. */
export function requireHearing({ principal }: UserContext, everything: boolean): void {
  if (!scopeAllows(principal.scopes, "audit:read")) throw new Refusal("FORBIDDEN", { required_scope: "audit:read" });
  if (everything && (principal.user.role !== "admin" || !scopeAllows(principal.scopes, "admin") || principal.organizationId)) throw new Refusal("FORBIDDEN", { required_role: "admin" });
}

export type WebhookQuery = { limit: number; cursor?: string | undefined; organization_id?: string | undefined };

/** A page of webhooks, newest first. */
export async function listWebhooks(ctx: UserContext, query: WebhookQuery): Promise<{ rows: WebhookRow[]; nextCursor: string | undefined }> {
  const rows = await db().webhook.findMany({
    where: { AND: [await managedWebhooks(ctx), query.cursor ? { id: { lt: query.cursor } } : {}, query.organization_id ? { organizationId: query.organization_id } : {}] },
    include: webhookInclude,
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}
