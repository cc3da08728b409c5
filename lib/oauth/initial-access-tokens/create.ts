import { withAudit } from "@/lib/audit/with-audit";
import { secondsFromNow } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { hintOf, newKey } from "@/lib/crypto/key-format";
import type { InitialAccessToken } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { newId } from "@/lib/ids";
import { requireRole } from "@/lib/users/require-role";

type Input = { name: string; uses?: number | undefined; expires_in?: number | undefined };

/** Makes a token with which clients register where registration is not open. Only its SHA-256 is kept. */
export async function createInitialAccessToken(ctx: UserContext, { name, uses, expires_in }: Input): Promise<{ row: InitialAccessToken; token: string }> {
  requireRole(ctx, "admin");
  const id = newId("iat");
  const token = newKey(config().keyPrefix, "iat");
  const data = { id, hash: sha256(token), name, hint: hintOf(token), createdById: ctx.principal.user.id, remainingUses: uses, expiresAt: expires_in === undefined ? undefined : secondsFromNow(expires_in) };
  return withAudit(ctx, async (tx) => ({
    result: { row: await tx.initialAccessToken.create({ data }), token },
    entry: { action: "initial_access_token.created", target: { type: "initial_access_token", id, name }, detail: { uses, expires_at: data.expiresAt } },
  }));
}
