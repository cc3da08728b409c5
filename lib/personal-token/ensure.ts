import { tagOf } from "@/lib/tags";
import { withAudit, type Audited } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { revokeCredential } from "@/lib/credentials/revoke";
import { derivedKey } from "@/lib/crypto/secret-key";
import { unseal } from "@/lib/crypto/seal";
import { createPersonalToken } from "./replace";
import { requireRecentSignIn } from "@/lib/access/require-recent-sign-in";

export type Ensured = { token: string; isNew: boolean };

/** The caller's personal API token, made where there is none: of many who ask at once all get the same. Throws REAUTHENTICATION_REQUIRED. */
export async function ensurePersonalToken(ctx: UserContext): Promise<Ensured> {
  requireRecentSignIn(ctx);
  const { user } = ctx.principal;
  return withAudit(ctx, async (tx): Promise<Audited<Ensured>> => {
    await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${user.id}::uuid FOR UPDATE`;
    const row = await tx.credential.findFirst({
      where: { userId: user.id, kind: "personal_token", revokedAt: null },
      include: { secrets: { where: { supersededAt: null } } },
      orderBy: { id: "desc" },
    });
    const sealed = row?.secrets[0]?.ciphertext;
    const hasEnded = row?.expiresAt != null && row.expiresAt <= clock.now();
    if (row && sealed && !hasEnded) {
      const token = unseal(derivedKey("personal-token"), sealed, row.id);
      return { result: { token, isNew: false }, entry: { action: "personal_token.revealed", target: { type: "personal_token", id: row.id, name: row.name } } };
    }
    const ended = row ? await revokeCredential(tx, row.id, "regenerated") : [];
    const made = await createPersonalToken(tx, ctx);
    const entry = { action: "personal_token.created", target: { type: "personal_token", id: made.row.id, name: made.row.name } };
    return { result: { token: made.token, isNew: true }, changed: [...ended, tagOf.credential(made.row.id)], entry };
  });
}
