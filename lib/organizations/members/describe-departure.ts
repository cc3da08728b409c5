import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { Departure } from "@/lib/contract/members";
import { db } from "@/lib/db/client";
import { notFound, Refusal } from "@/lib/errors";
import { isUuid } from "@/lib/ids";
import { stillLiving } from "@/lib/users/govern/list-credentials";
import { isManager, requireCaretaker } from "../membership";
import { findHeir } from "./keep-an-owner";

const mostKeys = 100;

/**
 * What a member made in the organization, before they are sent away or leave: the same rules by which `handOver` acts. Throws NOT_FOUND,
 * or FORBIDDEN to a member who asks about another.
 */
export async function describeDeparture(ctx: UserContext, organizationId: string, userId: string): Promise<Departure> {
  const { role } = await requireCaretaker(ctx, organizationId);
  const membership = isUuid(userId) ? await db().membership.findUnique({ where: { organizationId_userId: { organizationId, userId } } }) : null;
  if (!membership) throw notFound();
  if (!isManager(role) && userId !== ctx.principal.user.id) throw new Refusal("FORBIDDEN", { required_role: "admin" }, "Only owners and admins of an organization see what another member made");
  const made = { organizationId, userId, revokedAt: null };
  const keys = { ...made, kind: "api_key" };
  const [rows, total, connections, apps, heirId] = await Promise.all([
    db().credential.findMany({ where: keys, select: { id: true, name: true, hint: true, lastUsedAt: true }, orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { id: "desc" }], take: mostKeys }),
    db().credential.count({ where: keys }),
    db().credential.count({ where: { AND: [stillLiving(), { ...made, kind: { not: "api_key" } }] } }),
    db().oauthClient.findMany({ where: { organizationId, ownerId: userId }, select: { name: true }, orderBy: { id: "asc" }, take: mostKeys }),
    findHeir(db(), organizationId, userId),
  ]);
  const heir = heirId === undefined ? null : await db().user.findUnique({ where: { id: heirId }, select: { username: true } });
  return {
    keys: rows.map(({ id, name, hint, lastUsedAt }) => ({ id, name, hint: hint ?? undefined, last_used_at: toWireTime(lastUsedAt) })),
    more_keys: total - rows.length,
    connections,
    apps: apps.map(({ name }) => name),
    heir: heir ? { user_id: heirId!, username: heir.username } : undefined,
  };
}
