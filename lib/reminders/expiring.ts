import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import { notify } from "@/lib/notices/notify";
import { expiringSoon, type Expiring } from "./notices";
import { daysDue, daysSkipped, firstReminderDays } from "./thresholds";

const batch = 500;

/**
 * Writes the reminders that have come due: to each person one mail, however many of theirs end. Each credential has one for each
 * threshold, whichever instances write at once and however often they start: the claim, the mail and the audit row are one transaction.
 */
export async function remindOfExpiry(): Promise<void> {
  for (;;) {
    const due = await findDue();
    for (const userId of new Set(due.map((one) => one.userId))) await remind(userId, due.filter((one) => one.userId === userId));
    if (due.length < batch) return;
  }
}

/** Sessions end by themselves. A machine's connection (`client_credentials`) is prolonged by its use. */
async function findDue(): Promise<Expiring[]> {
  const now = Prisma.sql`${clock.now().toISOString()}::timestamptz`;
  return db().$queryRaw<Expiring[]>`
    SELECT id, kind, name, user_id::text AS "userId", organization_id AS "organizationId", expires_at AS "expiresAt", last_used_at AS "lastUsedAt", last_used_ip AS "lastUsedIp", days
    FROM (
      SELECT credential.*, ${daysDue(Prisma.sql`(credential.expires_at - ${now})`)} AS days, COALESCE(reminder.days, ${daysSkipped(Prisma.sql`(credential.expires_at - credential.created_at)`)}) AS written
      FROM credential
      JOIN "user" ON "user".id = credential.user_id AND "user".suspended_at IS NULL
      LEFT JOIN expiry_reminder AS reminder ON reminder.credential_id = credential.id AND reminder.expires_at = credential.expires_at
      WHERE credential.revoked_at IS NULL AND credential.kind <> 'session' AND credential.grant_type IS DISTINCT FROM 'client_credentials'
        AND credential.expires_at > ${now} AND credential.expires_at <= ${now} + ${firstReminderDays} * interval '1 day'
    ) AS ending
    WHERE days < written
    ORDER BY user_id, expires_at, id LIMIT ${batch}`;
}

async function remind(userId: string, due: Expiring[]): Promise<void> {
  await withAudit({ requestId: newId("req"), ip: undefined, userAgent: undefined }, async (tx) => {
    const claimed: Expiring[] = [];
    for (const one of due) if (await claim(tx, one)) claimed.push(one);
    if (claimed.length > 0) await notify(tx, userId, expiringSoon(claimed));
    return { result: undefined, actor: { kind: "system" }, entry: claimed.map(entryOf) };
  });
}

/** Of several instances one writes the row; none does where the end was moved or the credential revoked meanwhile. */
async function claim(tx: Transaction, { id, expiresAt, days }: Expiring): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO expiry_reminder AS known (credential_id, expires_at, days, written_at)
    SELECT id, expires_at, ${days}, ${clock.now().toISOString()}::timestamptz FROM credential WHERE id = ${id} AND expires_at = ${expiresAt.toISOString()}::timestamptz AND revoked_at IS NULL
    ON CONFLICT (credential_id) DO UPDATE SET expires_at = excluded.expires_at, days = excluded.days, written_at = excluded.written_at
    WHERE known.expires_at <> excluded.expires_at OR known.days > excluded.days`;
  return count === 1;
}

function entryOf({ id, kind, name, userId, organizationId, expiresAt, days }: Expiring) {
  return { action: `${kind}.expiring`, organizationId: organizationId ?? undefined, subjectUserId: userId, target: { type: kind, id, name }, detail: { expires_at: expiresAt.toISOString(), within_days: days } };
}
