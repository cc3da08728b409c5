import { clock, secondsFromNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { config } from "@/lib/env/config";
import { ensureDay, forgetDays } from "./record/write";

const day = 86_400;
const hoursKeptDays = 90;
const daysKeptDays = 400;
/** Most callers kept for one credential: more would not explain its use any better. */
const mostCallers = 500;

/** Lets go of what the log has kept long enough, a whole day at once, and makes room for the next days. */
export async function sweepUsage() {
  const days = config().requestLogDays;
  const [{ dropped } = { dropped: 0 }] = await db().$queryRaw<{ dropped: number }[]>`SELECT request_log_drop_before(${dateOf(-days)}::date) AS dropped`;
  if (dropped > 0) forgetDays();
  for (const ahead of [0, 1, 2]) await ensureDay(dateOf(ahead));
  return {
    requestLogDays: dropped,
    hourlyCounts: (await db().usageCount.deleteMany({ where: { grain: "hour", period: { lt: secondsFromNow(-hoursKeptDays * day) } } })).count,
    dailyCounts: (await db().usageCount.deleteMany({ where: { grain: "day", period: { lt: secondsFromNow(-daysKeptDays * day) } } })).count,
    callers: (await db().credentialCaller.deleteMany({ where: { lastSeenAt: { lt: secondsFromNow(-days * day) } } })).count + (await dropSurplusCallers()),
  };
}

/** The day (UTC) `days` from now, as `2026-11-22`. */
function dateOf(days: number): string {
  return new Date(clock.now().getTime() + days * day * 1000).toISOString().slice(0, 10);
}

/** Those seen last stay. */
function dropSurplusCallers(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM credential_caller AS caller USING (
      SELECT credential_id, secret_id, ip, user_agent, row_number() OVER (PARTITION BY credential_id ORDER BY last_seen_at DESC) AS place
      FROM credential_caller WHERE credential_id IN (SELECT credential_id FROM credential_caller GROUP BY credential_id HAVING count(*) > ${mostCallers})
    ) AS ranked
    WHERE ranked.place > ${mostCallers} AND caller.credential_id = ranked.credential_id AND caller.secret_id = ranked.secret_id AND caller.ip = ranked.ip AND caller.user_agent = ranked.user_agent`;
}
