import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";

const connectedAppInclude = { client: true, user: { select: { role: true } } } satisfies Prisma.CredentialInclude;
type Row = Prisma.CredentialGetPayload<{ include: typeof connectedAppInclude }>;
/** With the name of the key that it is bound to. */
export type ConnectedAppRow = Row & { boundKey: { id: string; name: string } | undefined };

/** The caller's own connections; a credential that is bound to an organization sees those of that one. */
export function ownConnections(ctx: UserContext): Prisma.CredentialWhereInput {
  const { user, organizationId } = ctx.principal;
  return { kind: "grant", userId: user.id, ...(organizationId && { organizationId }) };
}

export type ConnectedAppQuery = { limit: number; cursor?: string | undefined; status?: "active" | "ended" };

/** A page of connections, newest first. One whose code was never exchanged was never a connection. */
export async function listConnectedApps(ctx: UserContext, query: ConnectedAppQuery): Promise<{ rows: ConnectedAppRow[]; nextCursor: string | undefined }> {
  const rows = await db().credential.findMany({
    where: { AND: [ownConnections(ctx), query.status === "ended" ? ended() : active(), query.cursor ? { id: { lt: query.cursor } } : {}] },
    include: connectedAppInclude,
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return { rows: await withBoundKeys(page), nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

export async function getConnectedApp(ctx: UserContext, id: string): Promise<ConnectedAppRow> {
  const row = await db().credential.findFirst({ where: { AND: [ownConnections(ctx), { id }] }, include: connectedAppInclude });
  if (!row) throw notFound();
  return (await withBoundKeys([row]))[0]!;
}

const active = (): Prisma.CredentialWhereInput => ({ revokedAt: null, expiresAt: { gt: clock.now() }, codes: { none: { usedAt: null } } });

function ended(): Prisma.CredentialWhereInput {
  const wasConnected = { OR: [{ refreshTokens: { some: {} } }, { firstUsedAt: { not: null } }, { grantType: "client_credentials" }, { revokedReason: "code_reused" }] };
  return { AND: [{ OR: [{ revokedAt: { not: null } }, { expiresAt: { lte: clock.now() } }] }, wasConnected] };
}

async function withBoundKeys(rows: Row[]): Promise<ConnectedAppRow[]> {
  const ids = rows.flatMap((row) => row.boundCredentialId ?? []);
  const keys = ids.length === 0 ? [] : await db().credential.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return rows.map((row) => ({ ...row, boundKey: keys.find((key) => key.id === row.boundCredentialId) }));
}
