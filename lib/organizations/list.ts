import type { z } from "zod";
import type { OrganizationView } from "@/lib/contract/organizations";
import type { UserContext } from "@/lib/context";
import { toWireTime } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { MembershipRole } from "./membership";

/** The organizations that the caller belongs to; a credential bound to one sees that one. */
export async function listOrganizations(ctx: UserContext, query: { limit: number; cursor?: string | undefined }) {
  const bound = ctx.principal.organizationId;
  const rows = await db().membership.findMany({
    where: { userId: ctx.principal.user.id, organizationId: { ...(bound && { equals: bound }), ...(query.cursor && { gt: query.cursor }) } },
    include: { organization: true },
    orderBy: { organizationId: "asc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.organizationId : undefined };
}

type MembershipRow = Awaited<ReturnType<typeof listOrganizations>>["rows"][number];

export function toOrganizationView({ organization, role }: MembershipRow): z.infer<typeof OrganizationView> {
  return {
    id: organization.id,
    name: organization.name,
    personal: organization.personalUserId !== null,
    role: role as MembershipRole,
    created_at: toWireTime(organization.createdAt),
  };
}
