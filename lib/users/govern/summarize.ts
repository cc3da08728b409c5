import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { requireRole } from "../require-role";

export type UsersSummary = { all: number; admins: number; suspended: number; groups: string[] };

/** How many accounts there are, how many can open everything, and which groups are in use, for the head of the administrators' page. */
export async function summarizeUsers(ctx: UserContext): Promise<UsersSummary> {
  requireRole(ctx, "admin");
  const [all, admins, suspended, groups] = await Promise.all([
    db().user.count(),
    db().user.count({ where: { role: "admin", suspendedAt: null } }),
    db().user.count({ where: { suspendedAt: { not: null } } }),
    db().$queryRaw<{ name: string }[]>`SELECT DISTINCT unnest(groups) AS name FROM "user" ORDER BY name LIMIT 200`,
  ]);
  return { all, admins, suspended, groups: groups.map(({ name }) => name) };
}
