import { clock, toWireTime } from "@/lib/clock";
import type { Usage, UsagePeriod, UsageQuery } from "@/lib/contract/usage";
import { db } from "@/lib/db/client";
import { invalid } from "@/lib/errors";

const length = { hour: 3_600_000, day: 86_400_000 };
const usual = { hour: 48, day: 30 };
const mostPeriods = { hour: 31 * 24, day: 400 };

export type Counted = Pick<Usage, "by" | "from" | "to" | "allowed" | "refused" | "periods">;

/** The calls of a subject (a credential, a person, the house) by hour or day, gaps filled. */
export async function readPeriods(subject: string, query: UsageQuery): Promise<Counted> {
  const { by } = query;
  const { first, last } = rangeOf(query);
  const rows = await db().usageCount.findMany({ where: { subject, grain: by, period: { gte: new Date(first), lte: new Date(last) } } });
  const periods = new Map<number, UsagePeriod>();
  for (let start = first; start <= last; start += length[by]) periods.set(start, { start: toWireTime(new Date(start)), allowed: 0, refused: 0 });
  for (const { period, outcome, calls } of rows) add(periods.get(period.getTime()), outcome, Number(calls));
  const all = [...periods.values()];
  const sum = (member: "allowed" | "refused") => all.reduce((total, period) => total + period[member], 0);
  return { by, from: all[0]!.start, to: toWireTime(new Date(last + length[by])), allowed: sum("allowed"), refused: sum("refused"), periods: all };
}

function add(period: UsagePeriod | undefined, outcome: string, calls: number): void {
  if (!period) return;
  if (outcome === "allowed") return void (period.allowed += calls);
  period.refused += calls;
  period.reasons = { ...period.reasons, [outcome]: calls };
}

/** The first and the last period, by their beginning. */
function rangeOf({ by, from, to }: UsageQuery): { first: number; last: number } {
  const floor = (time: number) => time - (time % length[by]);
  const last = floor(to === undefined ? clock.now().getTime() : Date.parse(to));
  const first = from === undefined ? last - (usual[by] - 1) * length[by] : floor(Date.parse(from));
  if (Number.isNaN(first) || Number.isNaN(last)) throw invalid("from", "must be a time that exists");
  if (first > last) throw invalid("from", "must not be after `to`");
  if ((last - first) / length[by] >= mostPeriods[by]) throw invalid("from", by === "hour" ? "must be within 31 days of `to`; ask by the day for more" : "must be within 400 days of `to`");
  return { first, last };
}
