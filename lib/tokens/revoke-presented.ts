import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { revokeCredential } from "@/lib/credentials/revoke";
import type { Transaction } from "@/lib/db/client";

/** Ends the credential that makes this request, whatever its kind. Of a session or grant, which has many tokens, only the presented token is revoked. */
export async function revokePresented(ctx: UserContext): Promise<void> {
  const { principal } = ctx;
  const { kind, credentialId, credentialName } = principal;
  await withAudit(ctx, async (tx) => ({
    result: undefined,
    changed: isOneOfMany(ctx) ? await revokeTokenId(tx, ctx, clock.now()) : await revokeCredential(tx, credentialId, "revoked_by_itself"),
    entry: { action: `${kind}.revoked`, organizationId: principal.organizationId, target: { type: kind, id: credentialId, name: credentialName }, detail: isOneOfMany(ctx) ? { token_id: principal.tokenId } : {} },
  }));
}

/** Refuses the presented signed token from `at` on; the credential itself and its other tokens live. Returns the tags to announce. */
export async function revokeTokenId(tx: Transaction, ctx: UserContext, at: Date): Promise<string[]> {
  const { tokenId, expiresAt, credentialId } = ctx.principal;
  await tx.revokedToken.createMany({ data: [{ jti: tokenId!, revokedAt: at, expiresAt: expiresAt ?? null }], skipDuplicates: true });
  return [tagOf.credential(credentialId)];
}

/** A session signs many tokens and has a cookie too, and so does a grant: revoking one of them ends neither. */
function isOneOfMany(ctx: UserContext): boolean {
  return ["session", "grant"].includes(ctx.principal.kind) && ctx.principal.tokenId !== undefined;
}
