import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { sha256 } from "@/lib/crypto/hash";
import { hintOf, newKey } from "@/lib/crypto/key-format";
import { derivedKey } from "@/lib/crypto/secret-key";
import { seal } from "@/lib/crypto/seal";
import { revokeCredential } from "@/lib/credentials/revoke";
import { findCurrentSecret, retirePrevious, rotateSecret, undoRotation } from "@/lib/credentials/rotate";
import type { Transaction } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { credentialCreated } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { paths } from "@/lib/paths";
import { findPersonalToken } from "./show";

/**
 * Makes the caller's personal API token. One that exists gets a new secret: its old one goes on for `overlapSeconds`, or, without
 * an overlap, the whole token is revoked in the same act. The secret is kept sealed, so that it can be shown again.
 */
export async function replacePersonalToken(ctx: UserContext, overlapSeconds = 0): Promise<{ row: Credential; token: string }> {
  const { user } = ctx.principal;
  return withAudit(ctx, async (tx) => {
    // of two who regenerate at once the second sees what the first has made, and replaces it
    await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${user.id}::uuid FOR UPDATE`;
    const former = await tx.credential.findMany({ where: { userId: user.id, kind: "personal_token", revokedAt: null } });
    const [kept] = former;
    await notify(tx, user.id, credentialCreated(ctx, "personal API token", "Personal API token", paths.apiToken));
    if (kept && overlapSeconds > 0) {
      const { key, changed } = await rotateSecret(tx, kept, await findCurrentSecret(kept.id, tx), overlapSeconds);
      return { result: { row: { ...kept, hint: hintOf(key) }, token: key }, changed, entry: entryOf(kept, "personal_token.rotated", { overlap_seconds: overlapSeconds }) };
    }
    const changed: string[] = [];
    for (const { id } of former) changed.push(...(await revokeCredential(tx, id, "regenerated")));
    const { row, token } = await createPersonalToken(tx, ctx);
    return { result: { row, token }, changed: [...changed, tagOf.credential(row.id)], entry: entryOf(row, kept ? "personal_token.regenerated" : "personal_token.created") };
  });
}

/** Ends the overlap of a rotation now. Throws NOT_FOUND or CONFLICT. */
export async function retirePreviousToken(ctx: UserContext): Promise<void> {
  const row = await requirePersonalToken(ctx);
  await withAudit(ctx, async (tx) => ({ result: undefined, changed: await retirePrevious(tx, row.id), entry: entryOf(row, "personal_token.previous_retired") }));
}

/** Takes a rotation back while its overlap lasts. Throws NOT_FOUND or CONFLICT. */
export async function undoTokenRotation(ctx: UserContext): Promise<void> {
  const row = await requirePersonalToken(ctx);
  await withAudit(ctx, async (tx) => ({ result: undefined, changed: await undoRotation(tx, row.id), entry: entryOf(row, "personal_token.rotation_undone") }));
}

async function requirePersonalToken(ctx: UserContext) {
  const row = await findPersonalToken(ctx);
  if (!row) throw notFound();
  return row;
}

function entryOf({ id, name }: { id: string; name: string }, action: string, detail?: Record<string, unknown>) {
  return { action, target: { type: "personal_token", id, name }, ...(detail && { detail }) };
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
