import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { managedOrganizationIds } from "@/lib/organizations/membership";

export const webhookInclude = {
  user: { select: { id: true, username: true } },
  deliveries: { orderBy: { id: "desc" }, take: 1, select: { status: true, createdAt: true } },
} satisfies Prisma.WebhookInclude;
export type WebhookRow = Prisma.WebhookGetPayload<{ include: typeof webhookInclude }>;

/** The webhooks that the caller manages: their own, and those of organizations where they are owner or admin. */
export async function managedWebhooks(ctx: UserContext): Promise<Prisma.WebhookWhereInput> {
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
