import { withAudit } from "@/lib/audit/with-audit";
import { networkOf } from "@/lib/client-address/addresses";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { findKeyIn } from "@/lib/crypto/key-format";
import { later } from "@/lib/later";
import { credentialSeenInUrl } from "@/lib/notices/leaks";
import { notify } from "@/lib/notices/notify";
import { limiter } from "@/lib/rate-limit/limiter";
import { findSecret } from "./find-secret";

const day = 86_400_000;
/** Look-ups that strangers with invented keys may cause. */
const perNetworkAndMinute = 60;

/** What a caller is told whose request has a key of ours in its address. The same for one that is known and one that is not. */
export const keyInUrl = "The URL of this request contains a key. Browsers, proxies and logs keep URLs, so the key was not used. Send it as `Authorization: Bearer <key>` or `X-API-Key: <key>`, and rotate it: it must count as leaked";

/**
 * Does a key of ours, with a right checksum, stand in this address? Then its owner is told, once a day at most, and the request is
 * to be refused with `keyInUrl`. Costs next to nothing for all other addresses.
 */
export function refusesUrl(url: string, caller: () => Caller): boolean {
  const key = findKeyIn(url);
  if (key === undefined) return false;
  const from = caller();
  const isAllowed = limiter().take(`keys in addresses from ${networkOf(from.ip)}`, perNetworkAndMinute).allowed && limiter().take(`key in an address ${sha256(key)}`, 1).allowed;
  if (isAllowed) later("Telling of a key in an address", () => tell(from, key));
  return true;
}

async function tell(caller: Caller, key: string): Promise<void> {
  const found = await findSecret(key);
  if (!found) return;
  const { id, kind, name, userId, organizationId } = found.credential;
  const now = clock.now();
  await withAudit<void>(caller, async (tx) => {
    const { count } = await tx.credential.updateMany({
      where: { id, revokedAt: null, OR: [{ seenInUrlAt: null }, { seenInUrlAt: { lte: new Date(now.getTime() - day) } }] },
      data: { seenInUrlAt: now },
    });
    if (count !== 1) return { result: undefined, entry: [] };
    await notify(tx, userId, credentialSeenInUrl(caller, found.credential));
    return { result: undefined, entry: { action: "credential.seen_in_url", subjectUserId: userId, organizationId: organizationId ?? undefined, target: { type: kind, id, name } } };
  });
}
