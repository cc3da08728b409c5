import { withAudit } from "@/lib/audit/with-audit";
import { effectiveScopes } from "@/lib/access/effective-scopes";
import { clock, secondsAfter, secondsFromNow } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import type { Role } from "@/lib/contract/scopes";
import type { Transaction } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { newId } from "@/lib/ids";
import { scopeRegistry } from "@/lib/scopes/registry";
import { isSecondFactorMissing } from "@/lib/second-factor/missing";
import { signToken } from "@/lib/tokens/sign";
import { issueRefreshToken } from "@/lib/refresh-tokens/issue";
import { noteSignIn } from "./note-sign-in";
import { notePlace } from "./places";

/** A session ends after this much silence, whatever its absolute end. */
const idleTimeoutSeconds = 14 * 86_400;

export type StartedSession = { credentialId: string; token: string; expiresAt: Date; refreshToken: string };

/** Opens a new session for somebody who has just proved who they are. `via` names how: password, registration, a provider. */
export async function startSession(caller: Caller, user: User, via: string): Promise<StartedSession> {
  const credentialId = newId("ses");
  const endsAt = secondsFromNow(config().refreshTokenTtlSeconds);
  const refreshToken = await withAudit(caller, async (tx) => {
    await createSession(tx, caller, user, { credentialId, endsAt });
    await notePlace(tx, caller, user.id);
    return {
      result: await issueRefreshToken(tx, { credentialId, expiresAt: endsAt }),
      actor: { kind: "user", userId: user.id, name: user.username, credentialId },
      entry: { action: "session.started", target: { type: "session", id: credentialId }, detail: { via } },
    };
  });
  return { credentialId, refreshToken, ...(await mintSessionToken(user, credentialId, endsAt)) };
}

/** A fresh signed token of a session. It never outlives the session. */
export async function mintSessionToken(user: User, credentialId: string, sessionEndsAt: Date | null): Promise<{ token: string; expiresAt: Date }> {
  const issuedAt = clock.now();
  const wanted = secondsAfter(issuedAt, config().sessionTokenTtlSeconds);
  const expiresAt = sessionEndsAt && sessionEndsAt < wanted ? sessionEndsAt : wanted;
  const role = user.role as Role;
  // who checks the token without asking us must not find rights in it that the session does not have
  const scopes = (await isSecondFactorMissing(user)) ? [] : effectiveScopes({ kind: "session", scopes: [], scopesFollowRole: true }, role, scopeRegistry());
  const { token } = await signToken({ user: { id: user.id, email: user.email ?? undefined, username: user.username, role, groups: user.groups }, scopes, credentialId, expiresAt, issuedAt });
  return { token, expiresAt };
}

async function createSession(tx: Transaction, caller: Caller, user: User, session: { credentialId: string; endsAt: Date }): Promise<void> {
  const now = clock.now();
  await tx.credential.create({
    data: {
      id: session.credentialId,
      kind: "session",
      userId: user.id,
      name: "Session",
      scopesFollowRole: true,
      scopes: [],
      allowedIps: [],
      expiresAt: session.endsAt,
      idleTimeoutSeconds,
      authenticatedAt: now,
      createdIp: caller.ip,
      createdUserAgent: caller.userAgent?.slice(0, 400),
      lastUsedAt: now,
      lastUsedIp: caller.ip,
      lastUsedUserAgent: caller.userAgent?.slice(0, 400),
    },
  });
  await noteSignIn(tx, user);
}
