import { withAudit } from "@/lib/audit/with-audit";
import { clock, secondsFromNow } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Credential } from "@/lib/db/generated/client";
import { Refusal, notFound } from "@/lib/errors";
import { mintSessionToken } from "@/lib/sessions/start";
import { revokeTokenId } from "./revoke-presented";
import { signToken } from "./sign";

/** How long the exchanged token goes on, so that calls under way finish. */
const overlapSeconds = 60;

/**
 * Exchanges the presented signed token for a fresh one of the same credential: same scopes, same addresses, a new lifetime as
 * long as the first. Keys do not expire this way and are refused (FORBIDDEN).
 */
export async function exchangeToken(ctx: UserContext): Promise<{ token: string; expiresAt: Date | undefined }> {
  const { principal } = ctx;
  if (principal.audience !== undefined) throw new Refusal("FORBIDDEN", {}, "An access token is refreshed at the token endpoint, with its refresh token");
  if (principal.tokenId === undefined) throw new Refusal("FORBIDDEN", {}, "Only signed tokens are refreshed: a key is rotated, a session uses its refresh token");
  const row = await db().credential.findUnique({ where: { id: principal.credentialId }, include: { user: true } });
  if (!row) throw notFound();
  const expiresAt = row.kind === "session" ? row.expiresAt : await chooseEnd(row);
  const fresh =
    row.kind === "session"
      ? await mintSessionToken(row.user, row.id, row.expiresAt)
      : { ...(await signToken({ user: principal.user, scopes: principal.scopes, credentialId: row.id, expiresAt: expiresAt ?? undefined, isIpRestricted: principal.allowedIps !== undefined })), expiresAt: expiresAt ?? undefined };
  await withAudit(ctx, async (tx) => {
    // an end that its owner has set in between stays
    if (row.kind !== "session" && expiresAt) await tx.credential.updateMany({ where: { id: row.id, revokedAt: null, expiresAt: row.expiresAt }, data: { expiresAt } });
    return {
      result: undefined,
      changed: await revokeTokenId(tx, ctx, secondsFromNow(overlapSeconds)),
      entry: { action: `${row.kind}.refreshed`, target: { type: row.kind, id: row.id, name: row.name } },
    };
  });
  return { token: fresh.token, expiresAt: fresh.expiresAt };
}

/** As far from now as the first end was from the beginning; but no further than an end that its owner has set since, or that of the app which made it. */
async function chooseEnd({ expiresAt, tokenExpiresAt, createdAt, createdWithId }: Credential): Promise<Date | null> {
  if (!expiresAt || !tokenExpiresAt || expiresAt < tokenExpiresAt) return expiresAt;
  const end = new Date(clock.now().getTime() + tokenExpiresAt.getTime() - createdAt.getTime());
  const maker = createdWithId === null ? null : await db().credential.findUnique({ where: { id: createdWithId }, select: { kind: true, expiresAt: true } });
  const furthest = maker && maker.kind !== "session" ? maker.expiresAt : null;
  return furthest && furthest < end ? furthest : end;
}
