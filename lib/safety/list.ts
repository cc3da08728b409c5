import type { z } from "zod";
import type { UserContext } from "@/lib/context";
import { FindingKind, type SafetyQuery, type SafetySummary } from "@/lib/contract/safety";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { reachOf, type Reach } from "@/lib/holdings/list";
import { findingTables } from "./query";
import { titleAndWhy } from "./words";

export type FindingRow = { credentialId: string; kind: FindingKind; since: Date; dismissedAt: Date | null; dismissedBy: string | null };

type Query = z.output<typeof SafetyQuery>;
type Asked = Pick<Query, "organization_id" | "everybody">;

/** A page of what is unsafe about what the caller may see, the most pressing first, with the count of all of it. */
export async function listFindings(ctx: UserContext, query: Query): Promise<{ rows: FindingRow[]; nextCursor: string | undefined; summary: SafetySummary }> {
  const reach = await reachOf(ctx, query);
  const [summary, rows] = await Promise.all([summarize(reach), readPage(reach, query)]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > query.limit && last ? `${last.kind}.${last.credentialId}` : undefined, summary };
}

/** How it stands, in numbers. */
export async function summarizeSafety(ctx: UserContext, asked: Asked = {}): Promise<SafetySummary> {
  return summarize(await reachOf(ctx, asked));
}

async function readPage(reach: Reach, { kind, dismissed, cursor, limit }: Query): Promise<FindingRow[]> {
  const after = cursor === undefined ? undefined : fromCursor(cursor);
  return db().$queryRaw<FindingRow[]>`
    ${findingTables(reach)}
    SELECT credential_id AS "credentialId", kind, since, dismissed_at AS "dismissedAt", by.username AS "dismissedBy"
    FROM finding LEFT JOIN "user" AS by ON by.id = dismissed_by_id
    WHERE dismissed_at IS ${dismissed === "true" ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`} ${kind === undefined ? Prisma.empty : Prisma.sql`AND kind = ${kind}`}
      ${after === undefined ? Prisma.empty : Prisma.sql`AND (rank > ${after.rank} OR (rank = ${after.rank} AND credential_id < ${after.id}))`}
    ORDER BY rank, credential_id DESC LIMIT ${limit + 1}`;
}

/** A cursor that is none ends the list instead of failing. */
function fromCursor(cursor: string): { rank: number; id: string } {
  const [kind = "", id = ""] = cursor.split(".");
  const rank = FindingKind.options.findIndex((option) => option === kind);
  return { rank: rank < 0 ? FindingKind.options.length : rank, id };
}

async function summarize(reach: Reach): Promise<SafetySummary> {
  const rows = await db().$queryRaw<{ kind: FindingKind | null; open: bigint; dismissed: bigint; checked: bigint }[]>`
    ${findingTables(reach)}
    SELECT kind, count(*) FILTER (WHERE dismissed_at IS NULL) AS open, count(dismissed_at) AS dismissed, 0::bigint AS checked FROM finding GROUP BY kind
    UNION ALL SELECT NULL, 0, 0, count(*) FROM held`;
  const total = (column: "open" | "dismissed" | "checked") => rows.reduce((sum, row) => sum + Number(row[column]), 0);
  const open = (kind: FindingKind) => Number(rows.find((row) => row.kind === kind)?.open ?? 0);
  const kinds = FindingKind.options.filter((kind) => open(kind) > 0).map((kind) => ({ kind, ...titleAndWhy(kind), open: open(kind) }));
  return { checked: total("checked"), open: total("open"), dismissed: total("dismissed"), log_days: config().requestLogDays, kinds };
}
