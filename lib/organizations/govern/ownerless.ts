import type { Prisma } from "@/lib/db/generated/client";

/** Shared organizations that nobody can act for as owner: their owners are suspended, or there are none. */
export const isOwnerless: Prisma.OrganizationWhereInput = { personalUserId: null, memberships: { none: { role: "owner", user: { suspendedAt: null } } } };
