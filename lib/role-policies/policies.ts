import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { RolePolicyView } from "@/lib/contract/role-policies";
import { roles, type Role } from "@/lib/contract/scopes";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { requireRole } from "@/lib/users/require-role";

/** What each role needs, the strongest first, and whom it concerns. */
export async function listRolePolicies(ctx: UserContext): Promise<RolePolicyView[]> {
  requireRole(ctx, "admin");
  const policies = await db().rolePolicy.findMany();
  const counts = await db().$queryRaw<{ role: string; people: number; without: number }[]>`
    SELECT role, count(*)::int AS people,
      count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM totp WHERE user_id = u.id AND confirmed_at IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM passkey WHERE user_id = u.id))::int AS without
    FROM "user" u GROUP BY role`;
  return [...roles].map((role) => {
    const count = counts.find((row) => row.role === role);
    return { role, second_factor_required: policies.find((policy) => policy.role === role)?.secondFactorRequired ?? false, people: count?.people ?? 0, without_second_factor: count?.without ?? 0 };
  });
}

/** Acts on the next request of every session of that role, on every instance. Throws NOT_FOUND for a role that is none. */
export async function updateRolePolicy(ctx: UserContext, role: string, secondFactorRequired: boolean): Promise<RolePolicyView> {
  requireRole(ctx, "admin");
  if (!roles.includes(role as Role)) throw notFound();
  await withAudit(ctx, async (tx) => {
    await tx.rolePolicy.upsert({ where: { role }, create: { role, secondFactorRequired }, update: { secondFactorRequired } });
    return { result: undefined, changed: [tagOf.rolePolicy(role)], entry: { action: "role_policy.updated", target: { type: "role_policy", id: role, name: role }, detail: { second_factor_required: secondFactorRequired } } };
  });
  return (await listRolePolicies(ctx)).find((policy) => policy.role === role)!;
}
