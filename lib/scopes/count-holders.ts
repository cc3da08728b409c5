import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { requireRole } from "@/lib/users/require-role";

/** How many living credentials hold each scope by name. Those that follow their person's role hold none by name. */
export async function countScopeHolders(ctx: UserContext): Promise<Map<string, number>> {
  requireRole(ctx, "admin");
  const rows = await db().$queryRaw<{ name: string; holders: number }[]>`
    SELECT held.name, count(*)::int AS holders FROM credential, unnest(credential.scopes) AS held(name)
    WHERE revoked_at IS NULL AND NOT scopes_follow_role AND kind <> 'session' AND (expires_at IS NULL OR expires_at > ${clock.now()})
    GROUP BY held.name`;
  return new Map(rows.map(({ name, holders }) => [name, holders]));
}
