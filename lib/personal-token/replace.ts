import { tagOf } from "@/lib/access/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { hintOf, newKey } from "@/lib/crypto/key-format";
import { derivedKey } from "@/lib/crypto/secret-key";
import { seal } from "@/lib/crypto/seal";
import { revokeCredential } from "@/lib/credentials/revoke";
import type { Transaction } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { newId } from "@/lib/ids";

/** Makes the caller's personal API token; one that exists is revoked in the same act. The secret is kept sealed, so that it can be shown again. */
export async function replacePersonalToken(ctx: UserContext): Promise<{ row: Credential; token: string }> {
  const { user } = ctx.principal;
  return withAudit(ctx, async (tx) => {
    // of two who regenerate at once the second sees what the first has made, and replaces it
    await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${user.id}::uuid FOR UPDATE`;
    const former = await tx.credential.findMany({ where: { userId: user.id, kind: "personal_token", revokedAt: null } });
    const changed: string[] = [];
    for (const { id } of former) changed.push(...(await revokeCredential(tx, id, "regenerated")));
    const { row, token } = await createPersonalToken(tx, ctx);
    const action = former.length > 0 ? "personal_token.regenerated" : "personal_token.created";
    return { result: { row, token }, changed: [...changed, tagOf.credential(row.id)], entry: { action, target: { type: "personal_token", id: row.id, name: row.name } } };
  });
}

/** In a transaction that holds the person's row. */
export async function createPersonalToken(tx: Transaction, ctx: UserContext): Promise<{ row: Credential; token: string }> {
  const id = newId("key");
  const token = newKey(config().keyPrefix, "live");
  const row = await tx.credential.create({
    data: {
      id,
      kind: "personal_token",
      userId: ctx.principal.user.id,
      name: "Personal API token",
      scopes: [],
      scopesFollowRole: true,
      environment: "live",
      hint: hintOf(token),
      allowedIps: [],
      createdAt: clock.now(),
      createdWithId: ctx.principal.credentialId,
      createdIp: ctx.ip,
      createdUserAgent: ctx.userAgent?.slice(0, 400),
      secrets: { create: { hash: sha256(token), hint: hintOf(token), ciphertext: seal(derivedKey("personal-token"), token, id) } },
    },
  });
  return { row, token };
}
