import { clock, secondsFromNow, toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { AttemptView } from "@/lib/contract/doctor";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { isAdministrator, managedClients } from "../clients/manage/find";
import { explainCause } from "./explain";
import { connectionRecorder } from "./record";

export type AttemptRow = {
  id: string;
  steps: number;
  started_at: Date;
  last_at: Date;
  last_step: string;
  client_id: string | null;
  client_name: string | null;
  user_id: string | null;
  username: string | null;
  ip: string | null;
  user_agent: string | null;
  connected: boolean;
  failed: boolean;
  cause: string | null;
};

export type AttemptQuery = { limit: number; cursor?: string | undefined; failed?: "true" | "false" | undefined; client_id?: string | undefined; since?: string | undefined; until?: string | undefined };

/** A page of attempts to connect, newest first: those that the caller may see, each with how it ended. */
export async function listAttempts(ctx: UserContext, query: AttemptQuery): Promise<{ rows: AttemptRow[]; nextCursor: string | undefined }> {
  // what happened a moment ago is what people come here for
  await connectionRecorder().flush();
  const rows = await findAttempts(await visibleTo(ctx), query);
  const page = rows.slice(0, query.limit);
  return { rows: page, nextCursor: rows.length > query.limit ? page.at(-1)!.id : undefined };
}

const stalledMilliseconds = 15 * 60_000;

export function toAttemptView(row: AttemptRow): AttemptView {
  const isQuiet = row.last_at.getTime() < clock.now().getTime() - stalledMilliseconds;
  return {
    id: row.id,
    outcome: row.failed ? "failed" : row.connected ? "connected" : isQuiet ? "abandoned" : "under_way",
    client_id: row.client_id ?? undefined,
    client_name: row.client_name ?? undefined,
    user: row.user_id && row.username ? { id: row.user_id, username: row.username } : undefined,
    steps_count: row.steps,
    last_step: row.last_step,
    cause: row.failed ? explainCause(row.cause) : undefined,
    ip: row.ip ?? undefined,
    user_agent: row.user_agent ?? undefined,
    started_at: toWireTime(row.started_at),
    last_at: toWireTime(row.last_at),
  };
}

/**
 * Whose attempts are the caller's: where they signed in, of clients that they manage, and, for a day, those from their own address
 * that nobody has signed in to: whoever builds a client meets its errors before anybody can.
 */
export async function visibleTo(ctx: UserContext): Promise<Prisma.Sql> {
  if (isAdministrator(ctx)) return Prisma.sql`true`;
  const clients = await db().oauthClient.findMany({ where: await managedClients(ctx), select: { clientId: true }, take: 1000 });
  const { user } = ctx.principal;
  const fromHere = ctx.ip === undefined ? Prisma.sql`false` : Prisma.sql`(ip = ${ctx.ip} AND occurred_at > ${secondsFromNow(-86_400)} AND NOT EXISTS (
    SELECT 1 FROM connection_event signed_in WHERE signed_in.attempt_id = own.attempt_id AND signed_in.user_id IS NOT NULL))`;
  return Prisma.sql`attempt_id IN (SELECT own.attempt_id FROM connection_event own WHERE user_id = ${user.id}::uuid OR client_id = ANY(${clients.map(({ clientId }) => clientId)}) OR ${fromHere})`;
}

/**
 * An attempt is as its last step was. Looking for metadata is not counted while there is more than that: clients try several
 * addresses, and most of them are not there.
 */
export function findAttempts(visible: Prisma.Sql, query: AttemptQuery & { id?: string }): Promise<AttemptRow[]> {
  return db().$queryRaw<AttemptRow[]>`
    WITH attempt AS (
      SELECT attempt_id AS id, count(*)::int AS steps, min(occurred_at) AS started_at, max(occurred_at) AS last_at,
        (array_agg(step ORDER BY occurred_at DESC, id DESC))[1] AS last_step,
        (array_agg(client_id ORDER BY occurred_at DESC, id DESC) FILTER (WHERE client_id IS NOT NULL))[1] AS client_id,
        (array_agg(client_name ORDER BY occurred_at DESC, id DESC) FILTER (WHERE client_name IS NOT NULL))[1] AS client_name,
        (array_agg(user_id ORDER BY occurred_at DESC, id DESC) FILTER (WHERE user_id IS NOT NULL))[1] AS user_id,
        (array_agg(ip ORDER BY occurred_at, id) FILTER (WHERE ip IS NOT NULL))[1] AS ip,
        (array_agg(user_agent ORDER BY occurred_at, id) FILTER (WHERE user_agent IS NOT NULL))[1] AS user_agent,
        bool_or(succeeded AND step IN ('token', 'first_call', 'refresh')) AS connected,
        NOT coalesce((array_agg(succeeded ORDER BY occurred_at DESC, id DESC) FILTER (WHERE step <> 'discovery'))[1], bool_or(succeeded)) AS failed,
        (array_agg(cause ORDER BY (step <> 'discovery') DESC, occurred_at DESC, id DESC) FILTER (WHERE cause IS NOT NULL))[1] AS cause
      FROM connection_event
      WHERE ${visible} AND ${query.id === undefined ? Prisma.sql`true` : Prisma.sql`attempt_id = ${query.id}`}
        AND ${query.cursor === undefined ? Prisma.sql`true` : Prisma.sql`attempt_id < ${query.cursor}`}
        AND ${inPeriod(query)}
        AND ${query.client_id === undefined ? Prisma.sql`true` : Prisma.sql`attempt_id IN (SELECT attempt_id FROM connection_event WHERE client_id = ${query.client_id})`}
      GROUP BY attempt_id)
    SELECT attempt.*, "user".username FROM attempt LEFT JOIN "user" ON "user".id = attempt.user_id
    WHERE ${query.failed === undefined ? Prisma.sql`true` : Prisma.sql`failed = ${query.failed === "true"}`}
    ORDER BY attempt.id DESC LIMIT ${query.limit + 1}`;
}

/** Attempts with a step in that time, and with all their steps. */
function inPeriod({ since, until }: AttemptQuery): Prisma.Sql {
  if (since === undefined && until === undefined) return Prisma.sql`true`;
  const after = since === undefined ? Prisma.sql`true` : Prisma.sql`occurred_at >= ${new Date(since)}`;
  const before = until === undefined ? Prisma.sql`true` : Prisma.sql`occurred_at <= ${new Date(until)}`;
  return Prisma.sql`attempt_id IN (SELECT attempt_id FROM connection_event WHERE ${after} AND ${before})`;
}
