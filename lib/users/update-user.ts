import type { z } from "zod";
import { tagOf } from "@/lib/tags";
import type { AuditEntry } from "@/lib/audit/entry";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { UpdateUserBody } from "@/lib/contract/users-admin";
import type { Prisma, User } from "@/lib/db/generated/client";
import { getUser } from "./find-users";
import { requireAnotherAdmin } from "./keep-an-admin";

type Change = z.infer<typeof UpdateUserBody>;

/** Sets role, groups or suspension of an account. Every credential of it is looked up again before this returns. Throws LAST_ADMIN. */
export async function updateUser(ctx: UserContext, id: string, change: Change): Promise<User> {
  const before = await getUser(ctx, id);
  const data = columnsOf(change);
  return withAudit(ctx, async (tx) => {
    if ((change.role !== undefined && change.role !== "admin") || change.suspended) await requireAnotherAdmin(tx, id);
    const user = await tx.user.update({ where: { id }, data });
    return { result: user, entry: entriesOf(before, change), changed: [tagOf.user(id)] };
  });
}

function columnsOf(change: Change): Prisma.UserUpdateInput {
  return {
    ...(change.role !== undefined && { role: change.role }),
    ...(change.groups !== undefined && { groups: [...new Set(change.groups)].sort() }),
    ...(change.suspended !== undefined && { suspendedAt: change.suspended ? clock.now() : null }),
  };
}

function entriesOf(before: User, change: Change): AuditEntry[] {
  const about = { subjectUserId: before.id, target: { type: "user", id: before.id, name: before.username } };
  const entries: AuditEntry[] = [];
  if (change.role !== undefined) entries.push({ ...about, action: "user.role_changed", detail: { from: before.role, to: change.role } });
  if (change.groups !== undefined) entries.push({ ...about, action: "user.groups_changed", detail: { from: before.groups, to: change.groups } });
  if (change.suspended !== undefined) entries.push({ ...about, action: change.suspended ? "user.suspended" : "user.reinstated" });
  return entries;
}
