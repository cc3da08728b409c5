import { clock, toWireTime } from "@/lib/clock";
import type { Usage } from "@/lib/contract/usage";
import { db } from "@/lib/db/client";
import type { CredentialCaller } from "@/lib/db/generated/client";
import { secretIdOf } from "../record/call";

const mostAddresses = 10;
const mostCallers = 50;

/** Where most calls come from. */
export async function readCallers(credentialId: string): Promise<Usage["addresses"]> {
  const rows = await db().credentialCaller.groupBy({
    by: ["ip"],
    where: { credentialId, ip: { not: "" } },
    _sum: { calls: true, refused: true },
    _max: { lastSeenAt: true },
    orderBy: { _sum: { calls: "desc" } },
    take: mostAddresses,
  });
  return rows.map(({ ip, _sum, _max }) => ({ ip, calls: Number(_sum.calls ?? 0), refused: Number(_sum.refused ?? 0), last_at: toWireTime(_max.lastSeenAt!) }));
}

/** Earlier secrets that still work, and who has called with them since: nobody, and they are safe to retire. */
export async function readPrevious(credentialId: string): Promise<Usage["previous"]> {
  const secrets = await db().credentialSecret.findMany({
    where: { credentialId, supersededAt: { not: null }, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] },
    orderBy: { supersededAt: "desc" },
  });
  if (secrets.length === 0) return undefined;
  return Promise.all(secrets.map(async ({ hash, hint, supersededAt, expiresAt }) => {
    const callers = await db().credentialCaller.findMany({ where: { credentialId, secretId: secretIdOf(hash), lastSeenAt: { gt: supersededAt! } }, orderBy: { lastSeenAt: "desc" }, take: mostCallers });
    return { hint: hint ?? undefined, superseded_at: toWireTime(supersededAt!), expires_at: toWireTime(expiresAt), callers: callers.map(toCaller) };
  }));
}

function toCaller({ ip, userAgent, calls, refused, firstSeenAt, lastSeenAt }: CredentialCaller) {
  return { ip: ip || undefined, user_agent: userAgent || undefined, calls: Number(calls), refused: Number(refused), first_at: toWireTime(firstSeenAt), last_at: toWireTime(lastSeenAt) };
}
