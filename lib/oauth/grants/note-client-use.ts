import { clock, secondsFromNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";

/** When the client was last seen, to the minute. Housekeeping; it names its one column. */
export async function noteClientUse(client: Pick<OauthClient, "id" | "lastUsedAt">): Promise<void> {
  const minuteAgo = secondsFromNow(-60);
  if (client.lastUsedAt && client.lastUsedAt > minuteAgo) return;
  await db().$executeRaw`UPDATE oauth_client SET last_used_at = ${clock.now().toISOString()}::timestamptz WHERE id = ${client.id} AND (last_used_at IS NULL OR last_used_at < ${minuteAgo.toISOString()}::timestamptz)`;
}
