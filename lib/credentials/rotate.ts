import { tagOf } from "@/lib/tags";
import { clock, secondsFromNow } from "@/lib/clock";
import { sha256 } from "@/lib/crypto/hash";
import { hintOf, newKey } from "@/lib/crypto/key-format";
import { derivedKey } from "@/lib/crypto/secret-key";
import { seal } from "@/lib/crypto/seal";
import { db, type Transaction } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { invalid, Refusal } from "@/lib/errors";
import { unleaked } from "./leaked";

export type Rotated = { key: string; previousExpiresAt: Date; changed: string[] };

/** The secret that is the credential's own now, by its hash: to be read before the transaction, as what the caller wants to replace. */
export async function findCurrentSecret(id: string, client: Transaction = db()): Promise<string | undefined> {
  return (await client.credentialSecret.findFirst({ where: { credentialId: id, supersededAt: null }, select: { hash: true } }))?.hash;
}

/**
 * Gives a credential a new opaque secret in place of `current`. That one goes on for `overlapSeconds` and then ends by itself. Of
 * those who replace the same secret one makes the successor, the others get CONFLICT: each would believe that theirs is the key that works.
 * One that was reported as leaked ends at once, and the credential works again. Throws VALIDATION_FAILED where an overlap is asked for all the same.
 */
export async function rotateSecret(tx: Transaction, { id, kind, environment, expiresAt }: Credential, current: string | undefined, overlapSeconds: number): Promise<Rotated> {
  const now = clock.now();
  if (expiresAt && expiresAt <= now) throw new Refusal("CONFLICT", {}, "This key has expired: make a new one");
  const previousExpiresAt = secondsFromNow(overlapSeconds);
  const { count } = await tx.credentialSecret.updateMany({
    where: { hash: current ?? "", credentialId: id, supersededAt: null, credential: { revokedAt: null } },
    data: { supersededAt: now, expiresAt: previousExpiresAt },
  });
  if (count !== 1) throw new Refusal("CONFLICT", {}, "This key was rotated at the same moment by another request: its answer holds the new secret");
  const { leakedAt } = await tx.credential.findUniqueOrThrow({ where: { id }, select: { leakedAt: true } });
  if (leakedAt && overlapSeconds > 0) throw invalid("overlap_seconds", "must be 0: this secret was reported as leaked, so it has to end at once");
  const key = newKey(config().keyPrefix, environment === "test" ? "test" : "live");
  const ciphertext = kind === "personal_token" ? seal(derivedKey("personal-token"), key, id) : null;
  await tx.credentialSecret.create({ data: { hash: sha256(key), credentialId: id, hint: hintOf(key), ciphertext } });
  await tx.credential.updateMany({ where: { id }, data: { hint: hintOf(key), ...secretReplaced(leakedAt) } });
  return { key, previousExpiresAt, changed: [tagOf.credential(id)] };
}

/** Ends every superseded secret now. Throws CONFLICT where none is left. Returns the tags to announce. */
export async function retirePrevious(tx: Transaction, id: string): Promise<string[]> {
  const now = clock.now();
  const { count } = await tx.credentialSecret.updateMany({ where: stillWorking(id, now), data: { expiresAt: now, ciphertext: null } });
  if (count === 0) throw new Refusal("CONFLICT", {}, "No earlier secret of this key works any more: there is nothing to retire");
  return [tagOf.credential(id)];
}

/**
 * Takes the latest rotation back while its overlap lasts: the earlier secret is the current one again and the new one ends now.
 * Throws CONFLICT after the overlap. Returns the tags to announce.
 */
export async function undoRotation(tx: Transaction, id: string): Promise<string[]> {
  const now = clock.now();
  const previous = await tx.credentialSecret.findFirst({ where: stillWorking(id, now), orderBy: { supersededAt: "desc" } });
  if (!previous) throw new Refusal("CONFLICT", {}, "The earlier secret has ended: the rotation cannot be undone any more");
  const ended = await tx.credentialSecret.updateMany({ where: { credentialId: id, supersededAt: null }, data: { supersededAt: now, expiresAt: now, ciphertext: null } });
  const restored = await tx.credentialSecret.updateMany({ where: { ...stillWorking(id, now), hash: previous.hash }, data: { supersededAt: null, expiresAt: null } });
  if (ended.count !== 1 || restored.count !== 1) throw new Refusal("CONFLICT", {}, "This key was changed at the same moment by another request: look at it again");
  const { leakedAt } = await tx.credential.findUniqueOrThrow({ where: { id }, select: { leakedAt: true } });
  await tx.credential.updateMany({ where: { id }, data: { hint: previous.hint, ...secretReplaced(leakedAt) } });
  return [tagOf.credential(id)];
}

/** What was known of the secret that has ended does not hold for the one that takes its place; a pause for a leak is over with it. */
function secretReplaced(leakedAt: Date | null) {
  return { seenInUrlAt: null, ...(leakedAt && { pausedAt: null, ...unleaked }) };
}

/** Superseded secrets whose overlap lasts. */
function stillWorking(credentialId: string, now: Date) {
  return { credentialId, supersededAt: { not: null }, expiresAt: { gt: now } };
}
