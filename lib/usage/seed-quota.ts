import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { noteSpentToday } from "@/lib/rate-limit/local-budget";

/**
 * What has been spent of a day's quota, as the database knows it: before this process was started, and by other instances. Calls
 * that came before there was a quota count too.
 */
export async function seedQuota(budgetId: string): Promise<void> {
  const now = clock.now().getTime();
  const rows = await db().usageCount.groupBy({
    by: ["subject"],
    where: { subject: { in: [budgetId, `quota:${budgetId}`] }, grain: "day", period: new Date(now - (now % 86_400_000)), outcome: { in: ["allowed", "FORBIDDEN"] } },
    _sum: { calls: true },
  });
  noteSpentToday(budgetId, Math.max(0, ...rows.map(({ _sum }) => Number(_sum.calls ?? 0))));
}
