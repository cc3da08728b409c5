import { clock } from "@/lib/clock";
import type { Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { daysSkipped } from "./thresholds";

/** A credential was given another end: its reminders begin anew, without those that are no news to whoever has just set it. */
export async function noteNewEnd(tx: Transaction, credentialId: string): Promise<void> {
  const now = clock.now().toISOString();
  await tx.$executeRaw`
    INSERT INTO expiry_reminder AS known (credential_id, expires_at, days, written_at)
    SELECT id, expires_at, ${daysSkipped(Prisma.sql`(expires_at - ${now}::timestamptz)`)}, ${now}::timestamptz FROM credential WHERE id = ${credentialId} AND expires_at IS NOT NULL
    ON CONFLICT (credential_id) DO UPDATE SET expires_at = excluded.expires_at, days = excluded.days, written_at = excluded.written_at`;
}
