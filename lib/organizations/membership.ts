import type { UserContext } from "@/lib/context";
import type { MembershipRole } from "@/lib/contract/organizations";
import { scopeAllows } from "@/lib/contract/scopes";
import { db, type Transaction } from "@/lib/db/client";
import type { Organization } from "@/lib/db/generated/client";
import { notFound, Refusal } from "@/lib/errors";
import { isOwnerless } from "./govern/ownerless";

/** Roles that manage an organization: its keys, its apps, its people. */
const managers: readonly MembershipRole[] = ["owner", "admin"];

export const isManager = (role: MembershipRole): boolean => managers.includes(role);

/** The ids of organizations where the caller is owner or admin. */
export async function managedOrganizationIds(ctx: UserContext): Promise<string[]> {
  const rows = await db().membership.findMany({ where: { userId: ctx.principal.user.id, role: { in: [...managers] } }, select: { organizationId: true } });
  return rows.map((row) => row.organizationId);
}

export type Standing = { role: MembershipRole; organization: Organization; createdAt: Date };

/** The caller's membership; throws NOT_FOUND to strangers, also for an organization that does not exist. */
export async function requireMembership(ctx: UserContext, organizationId: string, tx: Transaction = db()): Promise<Standing> {
  const bound = ctx.principal.organizationId;
  if (bound && bound !== organizationId && ctx.principal.kind !== "session") throw notFound();
  const membership = await tx.membership.findUnique({ where: { organizationId_userId: { organizationId, userId: ctx.principal.user.id } }, include: { organization: true } });
  if (!membership) throw notFound();
  return { role: membership.role as MembershipRole, organization: membership.organization, createdAt: membership.createdAt };
}

/** The same, for an owner or admin; throws FORBIDDEN to plain members. `act` says what only they do ("make its keys"). */
export async function requireManager(ctx: UserContext, organizationId: string, act: string, tx?: Transaction): Promise<Standing> {
  const standing = await requireMembership(ctx, organizationId, tx);
  if (!isManager(standing.role)) throw new Refusal("FORBIDDEN", { required_role: "admin" }, `Only owners and admins of an organization ${act}`);
  return standing;
}

export async function requireOwner(ctx: UserContext, organizationId: string, act: string, tx?: Transaction): Promise<Standing> {
  const standing = await requireMembership(ctx, organizationId, tx);
  if (standing.role !== "owner") throw new Refusal("FORBIDDEN", { required_role: "owner" }, `Only owners of an organization ${act}`);
  return standing;
}

/**
 * Who may look after members: those who belong to the organization, and administrators of the house, as owners would, so that an
 * organization whose owners are gone can be given to somebody. They cannot join it by that: only those who belong to it have roles.
 */
export async function requireCaretaker(ctx: UserContext, organizationId: string, tx: Transaction = db()): Promise<{ role: MembershipRole }> {
  const { user, scopes, organizationId: bound } = ctx.principal;
  if (user.role === "admin" && scopeAllows(scopes, "admin") && bound === undefined && (await tx.organization.findUnique({ where: { id: organizationId }, select: { id: true } }))) return { role: "owner" };
  return requireMembership(ctx, organizationId, tx);
}

/** Who may end it: its owners, and administrators of the house where no owner can act. To them others' organizations do not exist. */
export async function requireMayEnd(ctx: UserContext, organizationId: string, act: string, tx: Transaction = db()): Promise<{ organization: Organization }> {
  const { user, scopes, organizationId: bound } = ctx.principal;
  if (user.role === "admin" && scopeAllows(scopes, "admin") && bound === undefined) {
    const organization = await tx.organization.findFirst({ where: { id: organizationId, ...isOwnerless } });
    if (organization) return { organization };
  }
  return requireOwner(ctx, organizationId, act, tx);
}

export async function personalOrganizationId(ctx: UserContext): Promise<string> {
  const organization = await db().organization.findUnique({ where: { personalUserId: ctx.principal.user.id }, select: { id: true } });
  if (!organization) throw notFound();
  return organization.id;
}

/** What belongs to one person alone: nobody joins, leaves or gives it away. */
export function requireShared(organization: Pick<Organization, "personalUserId">, what: string): void {
  if (organization.personalUserId !== null) throw new Refusal("FORBIDDEN", {}, `${what}: it belongs to one person, and ends with the account`);
}
