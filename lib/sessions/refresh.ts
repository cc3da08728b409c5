import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { isWellFormedKey } from "@/lib/crypto/key-format";
import { db } from "@/lib/db/client";
import type { Credential, RefreshToken, User } from "@/lib/db/generated/client";
import { Refusal } from "@/lib/errors";
import { rotateRefreshToken } from "@/lib/refresh-tokens/rotate";
import { mintSessionToken } from "./start";

type Link = RefreshToken & { credential: Credential & { user: User } };

export type RefreshedSession = { token: string; expiresAt: Date; refreshToken: string };

/**
 * Exchanges a session's refresh token for a new pair. One that was used before, other than just now, is taken for stolen, and
 * the session ends. Throws INVALID_TOKEN, TOKEN_EXPIRED or ACCOUNT_SUSPENDED.
 */
export async function refreshSession(caller: Caller, refreshToken: string): Promise<RefreshedSession> {
  if (!isWellFormedKey(refreshToken)) throw new Refusal("INVALID_TOKEN");
  const hash = sha256(refreshToken);
  const link = await findLink(hash);
  const next = await rotate(caller, link);
  return { refreshToken: next, ...(await mintSessionToken(link.credential.user, link.credentialId, link.credential.expiresAt)) };
}

async function findLink(hash: string): Promise<Link> {
  const link = await db().refreshToken.findUnique({ where: { hash }, include: { credential: { include: { user: true } } } });
  if (!link || link.credential.revokedAt || link.credential.kind !== "session") throw new Refusal("INVALID_TOKEN");
  if (link.expiresAt <= clock.now() || (link.credential.expiresAt && link.credential.expiresAt <= clock.now())) throw new Refusal("TOKEN_EXPIRED");
  if (link.credential.user.suspendedAt) throw new Refusal("ACCOUNT_SUSPENDED");
  return link;
}

async function rotate(caller: Caller, link: Link): Promise<string> {
  const { user } = link.credential;
  const actor = { kind: "session", userId: user.id, name: user.username, credentialId: link.credentialId };
  const target = { type: "session", id: link.credentialId };
  const next = await withAudit(caller, async (tx) => {
    const rotation = await rotateRefreshToken(tx, link);
    if (rotation.token === undefined) {
      return { result: undefined, actor, changed: rotation.changed, entry: { action: "session.revoked", target, detail: { reason: "A refresh token that had been used before was presented again: the session was ended in case it was stolen" } } };
    }
    return { result: rotation.token, actor, changed: [tagOf.credential(link.credentialId)], entry: { action: "session.refreshed", target, detail: { replayed: rotation.replayed } } };
  });
  if (next === undefined) throw new Refusal("INVALID_TOKEN");
  return next;
}
