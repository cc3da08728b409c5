import type { z } from "zod";
import type { UserContext } from "@/lib/context";
import { FindingKind, type SafetyQuery, type SafetySummary } from "@/lib/contract/safety";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { reachOf, type Reach } from "@/lib/holdings/list";
import type { FindingRow } from "./finding-row";
import { findingTables } from "./query";
import { titleAndWhy } from "./words";

type Query = z.output<typeof SafetyQuery>;
type Asked = Pick<Query, "organization_id" | "everybody">;

/** A page of what is unsafe about what the caller may see, the most pressing first, with the count of all of it. */
export async function listFindings(ctx: UserContext, query: Query): Promise<{ rows: FindingRow[]; nextCursor: string | undefined; summary: SafetySummary }> {
  const { rows, summary } = await read(await reachOf(ctx, query), query);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > query.limit && last ? `${last.kind}.${last.credentialId}` : undefined, summary };
}

/** How it stands, in numbers. */
export async function summarizeSafety(ctx: UserContext, asked: Asked = {}): Promise<SafetySummary> {
  return (await read(await reachOf(ctx, asked), { limit: 0 })).summary;
}

type Counted = { kind: FindingKind; open: number; dismissed: number };
type Answer = { checked: number; counts: Counted[] | null; rows: (Omit<FindingRow, "since" | "dismissedAt"> & { since: string; dismissedAt: string | null })[] | null };

/** One statement looks at each credential once, counts, and keeps the page. */
async function read(reach: Reach, query: Query): Promise<{ rows: FindingRow[]; summary: SafetySummary }> {
  const [answer] = await db().$queryRaw<Answer[]>`
    ${findingTables(reach)}
    SELECT (SELECT count(*)::int FROM held) AS checked,
      (SELECT jsonb_agg(counted) FROM (SELECT kind, count(*) FILTER (WHERE dismissed_at IS NULL) AS open, count(dismissed_at) AS dismissed FROM finding GROUP BY kind) AS counted) AS counts,
      (SELECT jsonb_agg(page) FROM (${page(query)}) AS page) AS rows`;
  const { checked, counts, rows } = answer!;
  return {
    rows: (rows ?? []).map((row) => ({ ...row, since: new Date(row.since), dismissedAt: row.dismissedAt === null ? null : new Date(row.dismissedAt) })),
    summary: summarize(checked, counts ?? []),
  };
}

function page({ kind, dismissed, cursor, limit }: Query): Prisma.Sql {
  const after = cursor === undefined ? undefined : fromCursor(cursor);
  return Prisma.sql`
    SELECT credential_id AS "credentialId", kind, since, dismissed_at AS "dismissedAt", by.username AS "dismissedBy"
    FROM finding LEFT JOIN "user" AS by ON by.id = dismissed_by_id
    WHERE dismissed_at IS ${dismissed === "true" ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`} ${kind === undefined ? Prisma.empty : Prisma.sql`AND kind = ${kind}`}
      ${after === undefined ? Prisma.empty : Prisma.sql`AND (rank > ${after.rank} OR (rank = ${after.rank} AND credential_id < ${after.id}))`}
    ORDER BY rank, credential_id DESC LIMIT ${limit === 0 ? 0 : limit + 1}`;
}

/** A cursor that is none ends the list instead of failing. */
function fromCursor(cursor: string): { rank: number; id: string } {
  const [kind = "", id = ""] = cursor.split(".");
  const rank = FindingKind.options.findIndex((option) => option === kind);
  return { rank: rank < 0 ? FindingKind.options.length : rank, id };
}

function summarize(checked: number, counts: readonly Counted[]): SafetySummary {
  const total = (column: "open" | "dismissed") => counts.reduce((sum, row) => sum + row[column], 0);
  const openOf = (kind: FindingKind) => counts.find((row) => row.kind === kind)?.open ?? 0;
  const kinds = FindingKind.options.filter((kind) => openOf(kind) > 0).map((kind) => ({ kind, ...titleAndWhy(kind), open: openOf(kind) }));
  return { checked, open: total("open"), dismissed: total("dismissed"), log_days: config().requestLogDays, kinds };
}
