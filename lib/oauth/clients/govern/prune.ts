import { withAudit } from "@/lib/audit/with-audit";
import { clock, secondsFromNow } from "@/lib/clock";
import type { Caller, Principal, UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import { requireRole } from "@/lib/users/require-role";

const month = 30 * 86_400;
const atOnce = 500;

/** The same, asked for by an administrator. */
export async function pruneClientsNow(ctx: UserContext): Promise<number> {
  requireRole(ctx, "admin");
  return prune(ctx);
}

/**
 * Removes clients that registered themselves over 30 days ago and that nobody uses: no connection that works or ended less than
 * 30 days ago, none being made. Those registered by hand or described by a document stay, whatever they do.
 */
export async function pruneClients(): Promise<number> {
  return prune({ requestId: newId("req"), ip: undefined, userAgent: undefined });
}

async function prune(caller: Caller & { principal?: Principal }): Promise<number> {
  let removed = 0;
  for (;;) {
    const candidates = await db().oauthClient.findMany({ where: unused(), select: { id: true }, take: atOnce });
    if (candidates.length === 0) return removed;
    const count = await removeStillUnused(caller, candidates.map(({ id }) => id));
    removed += count;
    if (count === 0) return removed;
  }
}

/**
 * The rows are held first and looked at again then: a connection that was begun in between had to see its client, so that
 * either it is seen here or it waits, and finds no client.
 */
function removeStillUnused(caller: Caller & { principal?: Principal }, ids: string[]): Promise<number> {
  return withAudit(caller, async (tx) => {
    await tx.$queryRaw`SELECT id FROM oauth_client WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
    const { count } = await tx.oauthClient.deleteMany({ where: { AND: [{ id: { in: ids } }, unused()] } });
    return {
      result: count,
      ...(!caller.principal && { actor: { kind: "system" } }),
      entry: { action: "oauth_client.pruned", target: { type: "oauth_client", id: "unused" }, detail: { removed: count } },
    };
  });
}

function unused(): Prisma.OauthClientWhereInput {
  const now = clock.now();
  const before = secondsFromNow(-month);
  return {
    kind: "dynamic",
    createdAt: { lt: before },
    OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }],
    credentials: { none: { OR: [{ revokedAt: { gte: before } }, { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gte: before } }] }] } },
    requests: { none: { expiresAt: { gte: now } } },
    codes: { none: { expiresAt: { gte: now } } },
    deviceCodes: { none: { expiresAt: { gte: now } } },
  };
}
