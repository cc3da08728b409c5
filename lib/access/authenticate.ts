import { clock } from "@/lib/clock";
import type { Awaitable } from "@/lib/awaitable";
import type { Principal } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { isWellFormedKey } from "@/lib/crypto/key-format";
import { Refusal } from "@/lib/errors";
import { ExpiredToken, verifyToken, type TokenClaims } from "@/lib/tokens/verify";
import type { Recognised } from "@/lib/usage/record/call";
import { recordUse } from "@/lib/usage/record-use";
import { isInBlocks } from "@/lib/client-address/addresses";
import { accessCache } from "./cache";
import { findByCredential, findBySecret, findByToken } from "./find";
import type { Resolved } from "./resolved";

type Origin = {
  ip: string | undefined;
  userAgent: string | undefined;
  /** What is asked for is open to a session that still has to set up the second factor which its role needs. */
  whileEnrolling?: boolean;
  /** Called as soon as the credential is known, before it is accepted or refused. */
  recognise?(credential: Recognised): void;
};

/**
 * The principal behind a key or signed token, as it stands at this moment; synchronous where it is in the cache.
 * Throws INVALID_TOKEN, TOKEN_EXPIRED, ACCOUNT_SUSPENDED, IP_NOT_ALLOWED or SECOND_FACTOR_MISSING.
 */
export function authenticate(presented: string, origin: Origin): Awaitable<Principal> {
  const hash = sha256(presented);
  const known = accessCache().find(hash);
  return known ? admit(known, origin) : lookUp(presented, hash, origin).then((resolved) => admit(resolved, origin));
}

/** The principal of a session by its id, for the browser's cookie. */
export async function authenticateSession(credentialId: string, origin: Origin): Promise<Principal> {
  const key = `session ${credentialId}`;
  const cached = accessCache().find(key);
  if (cached) return admit(cached, origin);
  const mark = accessCache().mark();
  const resolved = await findByCredential(credentialId);
  if (resolved?.principal.kind !== "session") throw new Refusal("INVALID_TOKEN");
  accessCache().keep(key, resolved, mark);
  return admit(resolved, origin);
}

async function lookUp(presented: string, hash: string, origin: Origin): Promise<Resolved> {
  const mark = accessCache().mark();
  const resolved = isSignedToken(presented) ? await findByToken(await verify(presented, origin)) : await findByKey(presented, hash);
  if (!resolved) throw new Refusal("INVALID_TOKEN");
  accessCache().keep(hash, resolved, mark);
  return resolved;
}

/** A token that has expired is refused, and known to be whose it was. */
async function verify(token: string, origin: Origin): Promise<TokenClaims> {
  try {
    return await verifyToken(token);
  } catch (error) {
    if (error instanceof ExpiredToken && error.credentialId !== undefined && origin.recognise) {
      const resolved = await findByCredential(error.credentialId);
      if (resolved) origin.recognise(resolved);
    }
    throw error;
  }
}

async function findByKey(presented: string, hash: string): Promise<Resolved | undefined> {
  return isWellFormedKey(presented) ? findBySecret(hash) : undefined;
}

function isSignedToken(presented: string): boolean {
  return presented.startsWith("eyJ");
}

/** What may change without a row changing: the time and the address. */
function admit(resolved: Resolved, origin: Origin): Principal {
  origin.recognise?.(resolved);
  const now = clock.now().getTime();
  if (resolved.revoked || resolved.revokesAt <= now) throw new Refusal("INVALID_TOKEN");
  if (resolved.endsAt <= now) throw new Refusal("TOKEN_EXPIRED");
  if (resolved.idle && resolved.idle.lastUsedAt + resolved.idle.timeoutMilliseconds <= now) throw new Refusal("TOKEN_EXPIRED");
  if (resolved.paused) throw new Refusal("INVALID_TOKEN", {}, "This credential is paused: its owner can resume it");
  if (resolved.suspended) throw new Refusal("ACCOUNT_SUSPENDED");
  const { principal } = resolved;
  if (principal.allowedIps && !isInBlocks(origin.ip, principal.allowedIps)) throw new Refusal("IP_NOT_ALLOWED");
  if (principal.secondFactorMissing && !origin.whileEnrolling) throw new Refusal("SECOND_FACTOR_MISSING");
  if (resolved.idle) resolved.idle.lastUsedAt = now;
  recordUse(principal.credentialId, resolved.secretHash, now, origin);
  return principal;
}
