import { cookies } from "next/headers";
import { cache } from "react";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { MembershipRole } from "@/lib/contract/organizations";
import { organizationCookie } from "./organization-cookie";

export type OrganizationChoice = { id: string; name: string; personal: boolean; role: MembershipRole };
export type Organizations = { all: OrganizationChoice[]; current: OrganizationChoice | undefined };

/** The organizations of whoever looks at this page, the personal one first, and the one that they chose in the header. Looked up once a request. */
export const findOrganizations = cache(async (ctx: UserContext): Promise<Organizations> => {
  const rows = await db().membership.findMany({ where: { userId: ctx.principal.user.id }, include: { organization: true }, orderBy: { organizationId: "asc" } });
  const all = rows
    .map(({ organization, role }) => ({ id: organization.id, name: organization.name, personal: organization.personalUserId !== null, role: role as MembershipRole }))
    .toSorted((left, right) => Number(right.personal) - Number(left.personal) || left.name.localeCompare(right.name));
  const chosen = (await cookies()).get(organizationCookie)?.value;
  return { all, current: all.find(({ id }) => id === chosen) };
});
