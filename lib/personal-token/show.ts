import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";
import { withAudit } from "@/lib/audit/with-audit";
import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { PersonalTokenState } from "@/lib/contract/personal-token";
import { derivedKey } from "@/lib/crypto/secret-key";
import { unseal } from "@/lib/crypto/seal";
import { leakMarks } from "@/lib/credentials/leaked";
import { previousSecrets } from "@/lib/credentials/previous";
import { revokeCredential } from "@/lib/credentials/revoke";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";

export async function findPersonalToken(ctx: UserContext) {
  return db().credential.findFirst({
    where: { userId: ctx.principal.user.id, kind: "personal_token", revokedAt: null },
    include: { secrets: { orderBy: { createdAt: "desc" } } },
    orderBy: { id: "desc" },
  });
}

/** Whether there is a personal API token and where it was last used; never the secret. */
export async function getPersonalToken(ctx: UserContext): Promise<PersonalTokenState> {
  const row = await findPersonalToken(ctx);
  if (!row) return { exists: false };
  return {
    exists: true,
    id: row.id,
    hint: row.hint ?? undefined,
    created_at: toWireTime(row.createdAt),
    last_used_at: toWireTime(row.lastUsedAt),
    last_used_ip: row.lastUsedIp ?? undefined,
    expires_at: toWireTime(row.expiresAt),
    previous: previousSecrets(row.secrets),
    ...(row.pausedAt && { paused: true }),
    ...leakMarks(row),
  };
}

/** The secret itself, to somebody who has signed in within the last ten minutes. Throws REAUTHENTICATION_REQUIRED or NOT_FOUND. */
export async function revealPersonalToken(ctx: UserContext): Promise<string> {
  requireRecentSignIn(ctx);
  const row = await findPersonalToken(ctx);
  const sealed = row?.secrets.find(({ supersededAt }) => supersededAt === null)?.ciphertext;
  if (!row || !sealed) throw notFound();
  return withAudit(ctx, async () => ({
    result: unseal(derivedKey("personal-token"), sealed, row.id),
    entry: { action: "personal_token.revealed", target: { type: "personal_token", id: row.id, name: row.name } },
  }));
}

export async function deletePersonalToken(ctx: UserContext): Promise<void> {
  const row = await findPersonalToken(ctx);
  if (!row) throw notFound();
  await withAudit(ctx, async (tx) => ({
    result: undefined,
    changed: await revokeCredential(tx, row.id, "deleted"),
    entry: { action: "personal_token.deleted", target: { type: "personal_token", id: row.id, name: row.name } },
  }));
}
