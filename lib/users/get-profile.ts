import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { Profile } from "@/lib/contract/users";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { MembershipRole } from "@/lib/contract/organizations";
import { toUserSummary } from "./view";

/** The caller's own account with its organizations, in wire shape. */
export async function getProfile(ctx: UserContext): Promise<Profile> {
  const user = await db().user.findUnique({ where: { id: ctx.principal.user.id }, include: { memberships: { include: { organization: true }, orderBy: { organizationId: "asc" } } } });
  if (!user) throw notFound();
  return {
    ...toUserSummary(user),
    email_verified: user.emailVerifiedAt !== null,
    has_password: user.passwordHash !== null,
    created_at: toWireTime(user.createdAt),
    organizations: user.memberships.map(({ organization, role }) => ({
      id: organization.id,
      name: organization.name,
      role: role as MembershipRole,
      personal: organization.personalUserId !== null,
    })),
  };
}
