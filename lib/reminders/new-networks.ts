import { withAudit } from "@/lib/audit/with-audit";
import { networkBlock } from "@/lib/client-address/addresses";
import { clock, secondsFromNow } from "@/lib/clock";
import { db, type Transaction } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { notify } from "@/lib/notices/notify";
import { usedFromNewNetworks, type NewNetwork } from "./notices";

const batch = 200;
const daySeconds = 86_400;
/** What is used from so many networks is at home in none of them; the safety page says so instead. */
const mostNetworks = 50;

/**
 * Tells owners of networks that a credential was used from for the first time. The writer of the request log has noted them; of
 * several instances one tells. A credential is told of at most once a day: what comes in between is gathered.
 */
export async function tellNewNetworks(): Promise<void> {
  for (const id of await findUntold()) await tell(id);
}

/** Those that were told of today wait. What was never news has been told at its first sight. */
async function findUntold(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT credential_id AS id FROM credential_network AS untold
    WHERE told_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM credential_network AS told
      WHERE told.credential_id = untold.credential_id AND told.told_at > told.first_seen_at AND told.told_at > ${secondsFromNow(-daySeconds).toISOString()}::timestamptz
    )
    LIMIT ${batch}`;
  return rows.map(({ id }) => id);
}

async function tell(id: string): Promise<void> {
  await withAudit({ requestId: newId("req"), ip: undefined, userAgent: undefined }, async (tx) => {
    const told = await tx.$queryRaw<{ network: string; first_seen_at: Date }[]>`
      WITH untold AS (SELECT network FROM credential_network WHERE credential_id = ${id} AND told_at IS NULL ORDER BY network FOR UPDATE)
      UPDATE credential_network AS place SET told_at = GREATEST(${clock.now().toISOString()}::timestamptz, first_seen_at + interval '1 millisecond')
      FROM untold WHERE credential_id = ${id} AND place.network = untold.network RETURNING place.network, first_seen_at`;
    const credential = await tx.credential.findUnique({ where: { id }, include: { user: { select: { suspendedAt: true } } } });
    const known = await tx.credentialNetwork.count({ where: { credentialId: id, lastSeenAt: { gt: secondsFromNow(-30 * daySeconds) } } });
    if (told.length === 0 || !credential || credential.revokedAt || credential.user.suspendedAt || known > mostNetworks) return { result: undefined, actor: { kind: "system" }, entry: [] };
    const { kind, name, userId, organizationId } = credential;
    const networks = await describe(tx, id, told);
    await notify(tx, userId, usedFromNewNetworks({ id, kind, name }, networks));
    const detail = { networks: networks.map(({ network, ip }) => ({ network, ip })) };
    return { result: undefined, actor: { kind: "system" }, entry: { action: `${kind}.new_network`, organizationId: organizationId ?? undefined, subjectUserId: userId, target: { type: kind, id, name }, detail } };
  });
}

/** With the address and the program of the first call from each. */
async function describe(tx: Transaction, credentialId: string, told: { network: string; first_seen_at: Date }[]): Promise<NewNetwork[]> {
  const earliest = new Date(Math.min(...told.map(({ first_seen_at }) => first_seen_at.getTime())));
  const callers = await tx.credentialCaller.findMany({ where: { credentialId, lastSeenAt: { gte: earliest }, ip: { not: "" } }, orderBy: { firstSeenAt: "asc" } });
  return told.map(({ network, first_seen_at }) => {
    const caller = callers.find(({ ip }) => networkBlock(ip) === network);
    return { network, firstSeenAt: first_seen_at, ip: caller?.ip, userAgent: caller?.userAgent || undefined };
  });
}
