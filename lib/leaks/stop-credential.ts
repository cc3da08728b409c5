import { withAudit, type Audited } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { endCredential } from "@/lib/credentials/revoke";
import type { Transaction } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";
import { credentialLeaked } from "@/lib/notices/leaks";
import { notify } from "@/lib/notices/notify";
import { tagOf } from "@/lib/tags";
import type { Found } from "./find-secret";

/** Where it was found, and what the finder said; never with the secret in it. */
export type Trace = { url: string | undefined; note: string | undefined };

export type LeakOutcome = "paused" | "ended" | "earlier_secret_ended";

/**
 * Stops a leaked credential in the mildest way that is safe: what has a secret of its own is paused until its owner answers; a
 * session or a connection is ended, for it is made anew by signing in; of a key that was rotated the earlier secret alone ends.
 */
export async function stopCredential(caller: Caller, found: Found, trace: Trace): Promise<void> {
  const { credential } = found;
  await withAudit<void>(caller, async (tx) => {
    const stopped = await stop(tx, found, trace);
    // of two reports at once the second has nothing left to do
    if (!stopped) return { result: undefined, entry: [] };
    await notify(tx, credential.userId, credentialLeaked(credential, stopped.outcome));
    return { result: undefined, changed: stopped.changed, entry: entryOf(credential, stopped.outcome, trace) };
  });
}

type Stopped = { outcome: LeakOutcome; changed: string[] };

async function stop(tx: Transaction, { credential: { id, kind }, hash }: Found, { url, note }: Trace): Promise<Stopped | undefined> {
  if (kind === "session" || kind === "grant") {
    const changed = await endCredential(tx, id, "leaked");
    return changed.length > 0 ? { outcome: "ended", changed } : undefined;
  }
  if (hash !== undefined && (await isEarlierSecret(tx, hash))) {
    const now = clock.now();
    const { count } = await tx.credentialSecret.updateMany({ where: { hash, expiresAt: { gt: now } }, data: { expiresAt: now, ciphertext: null } });
    return count === 1 ? { outcome: "earlier_secret_ended", changed: [tagOf.credential(id)] } : undefined;
  }
  const { count } = await tx.credential.updateMany({
    where: { id, revokedAt: null, leakedAt: null },
    data: { pausedAt: clock.now(), leakedAt: clock.now(), leakUrl: url ?? null, leakNote: note ?? null },
  });
  return count === 1 ? { outcome: "paused", changed: [tagOf.credential(id)] } : undefined;
}

/** Asked with the row held, so that a rotation at the same moment is either before or after. */
async function isEarlierSecret(tx: Transaction, hash: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ superseded_at: Date | null }[]>`SELECT superseded_at FROM credential_secret WHERE hash = ${hash} FOR UPDATE`;
  return row !== undefined && row.superseded_at !== null;
}

function entryOf({ id, kind, name, userId, organizationId }: Credential, outcome: LeakOutcome, { url }: Trace): Audited<void>["entry"] {
  return { action: "credential.leaked", subjectUserId: userId, organizationId: organizationId ?? undefined, target: { type: kind, id, name }, detail: { outcome, found_at: url } };
}
