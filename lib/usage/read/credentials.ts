import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";

const most = 50;

/** The caller's own credentials that the log can be narrowed to, those used last first. Sessions are signed tokens by the dozen. */
export async function listLoggedCredentials(ctx: UserContext): Promise<{ id: string; name: string }[]> {
  const { user, organizationId } = ctx.principal;
  return db().credential.findMany({
    where: { userId: user.id, kind: { not: "session" }, lastUsedAt: { not: null }, ...(organizationId && { organizationId }) },
    orderBy: { lastUsedAt: "desc" },
    select: { id: true, name: true },
    take: most,
  });
}
