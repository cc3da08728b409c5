import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { Caller } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { isWellFormedKey, keyKindOf } from "@/lib/crypto/key-format";
import { db } from "@/lib/db/client";
import { clientSecretLeaked, initialAccessTokenLeaked } from "@/lib/notices/leaks";
import { notify } from "@/lib/notices/notify";
import { limiter } from "@/lib/rate-limit/limiter";
import type { Trace } from "./stop-credential";

const day = 86_400_000;

/**
 * What belongs to apps rather than to people: an initial access token is revoked; the owner of a client secret is told and rotates
 * it, since ending it would lock out everybody who uses the app.
 */
export async function stopClientSecret(caller: Caller, presented: string, trace: Trace): Promise<void> {
  if (!isWellFormedKey(presented)) return;
  const kind = keyKindOf(presented);
  if (kind === "iat") await revokeInitialToken(caller, sha256(presented), trace);
  if (kind === "cs") await tellOwner(caller, sha256(presented), trace);
}

async function revokeInitialToken(caller: Caller, hash: string, { url }: Trace): Promise<void> {
  const token = await db().initialAccessToken.findUnique({ where: { hash } });
  if (!token || token.revokedAt) return;
  const { id, name, createdById } = token;
  await withAudit<void>(caller, async (tx) => {
    const { count } = await tx.initialAccessToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: clock.now() } });
    if (count !== 1) return { result: undefined, entry: [] };
    await notify(tx, createdById, initialAccessTokenLeaked(name));
    return { result: undefined, entry: { action: "initial_access_token.leaked", subjectUserId: createdById, target: { type: "initial_access_token", id, name }, detail: { outcome: "ended", found_at: url } } };
  });
}

async function tellOwner(caller: Caller, hash: string, { url }: Trace): Promise<void> {
  const secret = await db().oauthClientSecret.findFirst({ where: { hash, OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] }, include: { client: true } });
  if (!secret?.client.ownerId || !limiter().take(`leaked client secret ${hash}`, 1, day).allowed) return;
  const { id, name, ownerId, organizationId } = secret.client;
  await withAudit<void>(caller, async (tx) => {
    await notify(tx, ownerId, clientSecretLeaked(id, name));
    const target = { type: "oauth_client", id, name };
    return { result: undefined, entry: { action: "oauth_client.secret_leaked", subjectUserId: ownerId, organizationId: organizationId ?? undefined, target, detail: { outcome: "told", found_at: url } } };
  });
}
