import type { z } from "zod";
import { clock, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { ListOauthClientGroupsQuery, OauthClientGroup } from "@/lib/contract/oauth-clients-admin";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { requireRole } from "@/lib/users/require-role";

type GroupRow = { key: string; newest: string; clients: number; pending: number; blocked: number; live_grants: number; people: number; first_registered_at: Date; last_registered_at: Date; last_used_at: Date | null };
type MemberRow = { key: string; id: string; client_id: string; kind: string; name: string; redirect_uris: string[]; verified_domain: string | null; status: string; created_at: Date; registered_ip: string | null; last_used_at: Date | null; live_grants: number };
export type ClientGroupRow = GroupRow & { members: MemberRow[] };

const mostMembers = 100;

/**
 * All clients of the house, the most recently registered first. Those that registered themselves with the same name and redirect
 * URIs, whatever their port on loopback, are one row: some programs register at every start.
 */
export async function listClientGroups(ctx: UserContext, query: z.output<typeof ListOauthClientGroupsQuery>): Promise<{ rows: ClientGroupRow[]; nextCursor: string | undefined }> {
  requireRole(ctx, "admin");
  const rows = await db().$queryRaw<GroupRow[]>`
    WITH keyed AS (SELECT oauth_client.*, ${groupKey} AS key FROM oauth_client WHERE ${matching(query)}), live AS (${liveGrants()})
    SELECT key, max(keyed.id) AS newest, count(DISTINCT keyed.id)::int AS clients,
      (count(DISTINCT keyed.id) FILTER (WHERE status = 'pending'))::int AS pending,
      (count(DISTINCT keyed.id) FILTER (WHERE status = 'blocked'))::int AS blocked,
      count(live.id)::int AS live_grants, count(DISTINCT live.user_id)::int AS people,
      min(created_at) AS first_registered_at, max(created_at) AS last_registered_at, max(last_used_at) AS last_used_at
    FROM keyed LEFT JOIN live ON live.client_id = keyed.id
    GROUP BY key HAVING ${query.cursor === undefined ? Prisma.sql`true` : Prisma.sql`max(keyed.id) < ${query.cursor}`}
      AND ${query.status === undefined ? Prisma.sql`true` : Prisma.sql`bool_or(status = ${query.status})`}
    ORDER BY newest DESC LIMIT ${query.limit + 1}`;
  const page = rows.slice(0, query.limit);
  const members = await listMembers(page.map(({ key }) => key));
  return {
    rows: page.map((group) => ({ ...group, members: members.filter(({ key }) => key === group.key) })),
    nextCursor: rows.length > query.limit ? page.at(-1)!.newest : undefined,
  };
}

export function toClientGroupView({ members, newest: _newest, ...group }: ClientGroupRow): OauthClientGroup {
  const { name, kind, redirect_uris, verified_domain } = members[0]!;
  return {
    ...group,
    client_name: name,
    kind: kind as OauthClientGroup["kind"],
    redirect_uris,
    verified_domain: verified_domain ?? undefined,
    first_registered_at: toWireTime(group.first_registered_at),
    last_registered_at: toWireTime(group.last_registered_at),
    last_used_at: toWireTime(group.last_used_at),
    members: members.map((member) => ({
      id: member.id,
      client_id: member.client_id,
      status: member.status as "active" | "pending" | "blocked",
      live_grants: member.live_grants,
      created_at: toWireTime(member.created_at),
      registered_ip: member.registered_ip ?? undefined,
      last_used_at: toWireTime(member.last_used_at),
    })),
  };
}

/** The newest of each group, newest first. */
function listMembers(keys: string[]): Promise<MemberRow[]> {
  return db().$queryRaw<MemberRow[]>`
    WITH keyed AS (SELECT oauth_client.*, ${groupKey} AS key FROM oauth_client), live AS (${liveGrants()}),
      ranked AS (SELECT keyed.*, row_number() OVER (PARTITION BY key ORDER BY id DESC) AS rank FROM keyed WHERE key = ANY(${keys}))
    SELECT key, id, client_id, kind, name, redirect_uris, verified_domain, status, created_at, registered_ip, last_used_at,
      (SELECT count(*) FROM live WHERE live.client_id = ranked.id)::int AS live_grants
    FROM ranked WHERE rank <= ${mostMembers} ORDER BY id DESC`;
}

const groupKey = Prisma.sql`CASE WHEN kind = 'dynamic'
  THEN md5(name || E'\n' || regexp_replace(array_to_string(redirect_uris, E'\n'), '(http://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])):[0-9]+', '\\1', 'g'))
  ELSE id END`;

function liveGrants(): Prisma.Sql {
  return Prisma.sql`SELECT id, client_id, user_id FROM credential WHERE client_id IS NOT NULL AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${clock.now()})`;
}

function matching({ kind, search }: { kind?: string | undefined; search?: string | undefined }): Prisma.Sql {
  const pattern = search === undefined ? undefined : `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`${kind === undefined ? Prisma.sql`true` : Prisma.sql`kind = ${kind}`}
    AND ${pattern === undefined ? Prisma.sql`true` : Prisma.sql`(name ILIKE ${pattern} OR client_id ILIKE ${pattern} OR array_to_string(redirect_uris, ' ') ILIKE ${pattern})`}`;
}
