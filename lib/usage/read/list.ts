import type { z } from "zod";
import { canonicalAddress } from "@/lib/client-address/addresses";
import type { UserContext } from "@/lib/context";
import type { RequestsQuery } from "@/lib/contract/usage";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { isOwn, isVisible, reachOf, type Reach } from "./reach";

export type LogFilter = Partial<Omit<z.output<typeof RequestsQuery>, "limit" | "cursor">>;
export type LogQuery = LogFilter & { limit: number; cursor?: string | undefined };

/** A row of the log with what people know its credential by. */
export type LogEntry = {
  id: string; occurred_at: Date; credential_id: string; user_id: string; organization_id: string | null; channel: string; asked_by: string | null; reason: string | null;
  status: number | null; method: string | null; target: string | null; scopes: string[]; ip: string | null; user_agent: string | null; latency_micros: number; request_id: string;
  kind: string | null; name: string | null; username: string | null; hint: string | null; superseded: boolean | null; ended: boolean | null;
};

/** A page of the request log, newest first: of everything that the caller may see. */
export async function listRequests(ctx: UserContext, query: LogQuery) {
  return page(query, candidates(await reachOf(ctx), query));
}

/** The same of one credential, which the caller has been found to be allowed to see. */
export async function listRequestsOf(credentialId: string, query: LogQuery) {
  return page(query, fromIndex(Prisma.sql`credential_id = ${credentialId}`, query));
}

async function page(query: LogQuery, found: Prisma.Sql): Promise<{ rows: LogEntry[]; nextCursor: string | undefined }> {
  const rows = await db().$queryRaw<LogEntry[]>`
    WITH page AS (SELECT DISTINCT ON (id) * FROM (${found}) AS found ORDER BY id DESC LIMIT ${query.limit + 1})
    SELECT page.*, credential.kind, credential.name, "user".username, secret.hint, secret.superseded, credential.revoked_at IS NOT NULL AS ended
    FROM page
    LEFT JOIN credential ON credential.id = page.credential_id
    LEFT JOIN "user" ON "user".id = page.user_id
    LEFT JOIN LATERAL (
      SELECT hint, superseded_at IS NOT NULL AS superseded FROM credential_secret
      WHERE credential_secret.credential_id = page.credential_id AND left(credential_secret.hash, 12) = page.secret_id LIMIT 1
    ) AS secret ON true
    ORDER BY page.id DESC`;
  const kept = rows.slice(0, query.limit);
  return { rows: kept, nextCursor: rows.length > query.limit ? toPublicId(kept.at(-1)!.id) : undefined };
}

/**
 * What may be on the page, each part read from the end of one index and no longer than the page: whatever the table holds, a
 * page costs as much as its rows.
 */
function candidates(reach: Reach, query: LogQuery): Prisma.Sql {
  if (query.credential_id !== undefined) return fromIndex(Prisma.sql`credential_id = ${query.credential_id} AND ${isVisible(reach)}`, query);
  if (query.user_id !== undefined) return fromIndex(Prisma.sql`user_id = ${query.user_id}::uuid AND ${isVisible(reach)}`, query);
  if (query.organization_id !== undefined) return fromIndex(Prisma.sql`organization_id = ${query.organization_id} AND ${isVisible(reach)}`, query);
  if (reach.everybody) return fromIndex(Prisma.sql`true`, query);
  // what is both is found twice and shown once: to leave it out here would be to read past it, row by row
  const own = fromIndex(isOwn(reach), query);
  const others = fromIndex(Prisma.sql`organization_id = managed.id`, query);
  return Prisma.sql`(${own}) UNION ALL (SELECT theirs.* FROM unnest(${reach.manages}::text[]) AS managed(id) CROSS JOIN LATERAL (${others}) AS theirs)`;
}

function fromIndex(where: Prisma.Sql, query: LogQuery): Prisma.Sql {
  return Prisma.sql`SELECT * FROM request_log WHERE ${where} AND ${matching(query)} ORDER BY id DESC LIMIT ${query.limit + 1}`;
}

function matching({ outcome, reason, address, from, to, cursor, organization_id }: LogQuery): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (outcome === "allowed") conditions.push(Prisma.sql`reason IS NULL`);
  if (outcome === "refused" || reason !== undefined) conditions.push(Prisma.sql`reason IS NOT NULL`);
  if (reason !== undefined) conditions.push(Prisma.sql`reason = ${reason}`);
  if (address !== undefined) conditions.push(Prisma.sql`ip = ${canonicalAddress(address) ?? address}`);
  if (organization_id !== undefined) conditions.push(Prisma.sql`organization_id = ${organization_id}`);
  // time is in the id, by which the table is divided: days outside are not even opened
  if (from !== undefined) conditions.push(Prisma.sql`id >= ${firstId(Date.parse(from))}::uuid`);
  if (to !== undefined) conditions.push(Prisma.sql`id < ${firstId(Date.parse(to) + 1)}::uuid`);
  if (cursor !== undefined) conditions.push(Prisma.sql`id < ${fromPublicId(cursor)}::uuid`);
  return Prisma.join(conditions, " AND ");
}

/** The first id that a moment (milliseconds since 1970) can have. */
function firstId(at: number): string {
  const hex = Math.max(0, Math.min(Math.trunc(at), 2 ** 48 - 1)).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

export function toPublicId(uuid: string): string {
  return `use_${uuid.replaceAll("-", "")}`;
}

/** A cursor that is none ends the list instead of failing. */
function fromPublicId(text: string): string {
  const hex = /^use_([0-9a-f]{32})$/.exec(text)?.[1] ?? "0".repeat(32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
