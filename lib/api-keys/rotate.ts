import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { effectiveScopes } from "@/lib/access/effective-scopes";
import { isStronger } from "@/lib/access/is-stronger";
import { scopeAllows, type Role } from "@/lib/contract/scopes";
import { isBlockWithin } from "@/lib/client-address/addresses";
import { sha256 } from "@/lib/crypto/hash";
import { hintOf } from "@/lib/crypto/key-format";
import { findCurrentSecret, retirePrevious, rotateSecret, undoRotation } from "@/lib/credentials/rotate";
import type { Transaction } from "@/lib/db/client";
import { invalid, Refusal } from "@/lib/errors";
import { scopeRegistry } from "@/lib/scopes/registry";
import { getApiKey, type ApiKeyRow } from "./find";

export type RotatedKey = { id: string; key: string; hint: string; previousExpiresAt: Date };

export type RotateInput = {
  overlapSeconds: number;
  /** The key's present secret, where the caller has it. */
  currentKey?: string | undefined;
};

/**
 * Gives a key a new secret; the old one works for `overlapSeconds` more. Whoever rotates holds the new secret, so the key must not
 * be stronger than they are, unless they hold its present secret already; it acts as them from then on. Throws NOT_FOUND, FORBIDDEN,
 * VALIDATION_FAILED or CONFLICT.
 */
export async function rotateApiKey(ctx: UserContext, id: string, { overlapSeconds, currentKey }: RotateInput): Promise<RotatedKey> {
  const row = await getApiKey(ctx, id);
  const current = await findCurrentSecret(id);
  if (currentKey === undefined) requireNotWeaker(ctx, row);
  else requirePresentSecret(row, current, currentKey);
  if (overlapSeconds > 0) requireNoGain(ctx, row);
  return withAudit(ctx, async (tx) => {
    const { key, previousExpiresAt, changed } = await rotateSecret(tx, row, current, overlapSeconds);
    const owner = await takeOver(tx, ctx, row);
    const detail = { overlap_seconds: overlapSeconds, previous_expires_at: previousExpiresAt, ...owner };
    return { result: { id, key, hint: hintOf(key), previousExpiresAt }, changed, entry: entryOf(row, "api_key.rotated", detail) };
  });
}

/** Ends the overlap now. */
export async function retirePreviousSecret(ctx: UserContext, id: string): Promise<void> {
  const row = await getApiKey(ctx, id);
  await withAudit(ctx, async (tx) => ({ result: undefined, changed: await retirePrevious(tx, id), entry: entryOf(row, "api_key.previous_retired") }));
}

/** Takes the latest rotation back while its overlap lasts. */
export async function undoApiKeyRotation(ctx: UserContext, id: string): Promise<void> {
  const row = await getApiKey(ctx, id);
  requireNotWeaker(ctx, row);
  await withAudit(ctx, async (tx) => ({ result: undefined, changed: await undoRotation(tx, id), entry: entryOf(row, "api_key.rotation_undone") }));
}

function entryOf(row: ApiKeyRow, action: string, detail?: Record<string, unknown>) {
  return { action, organizationId: row.organizationId ?? undefined, subjectUserId: row.userId, target: { type: "api_key", id: row.id, name: row.name }, ...(detail && { detail }) };
}

/** A secret in somebody's hands must not act as somebody else. The key stays as strong as it was, and gets no stronger by its new person's role. */
async function takeOver(tx: Transaction, { principal }: UserContext, row: ApiKeyRow): Promise<{ taken_over_from?: string }> {
  if (row.userId === principal.user.id) return {};
  const scopes = effectiveScopes({ ...row, organization: null }, row.user.role as Role, scopeRegistry());
  await tx.credential.updateMany({ where: { id: row.id, revokedAt: null }, data: { userId: principal.user.id, scopes, scopesFollowRole: false } });
  return { taken_over_from: row.user.username };
}

/** While an overlap lasts, whoever has the earlier secret acts as the key's new person: that must make nobody stronger. */
function requireNoGain({ principal: { user } }: UserContext, { userId, user: former }: ApiKeyRow): void {
  if (userId === user.id) return;
  if (isStronger(user, former)) throw invalid("overlap_seconds", `must be 0: the key acts as you from now on, with your role and groups, and its earlier secret is in the hands of ${former.username}`);
}

/** What somebody else may have found proves nothing about who has it. */
function requirePresentSecret(row: ApiKeyRow, current: string | undefined, presented: string): void {
  if (current === undefined || sha256(presented) !== current) throw invalid("current_key", "is not the present secret of this key");
  if (row.leakedAt) throw new Refusal("FORBIDDEN", {}, "This key was reported as leaked: rotate it on the website");
}

/** What is made is never stronger than its maker: here the maker gets hold of a key that stands already. */
function requireNotWeaker({ principal }: UserContext, row: ApiKeyRow): void {
  const scopes = effectiveScopes(row, row.user.role as Role, scopeRegistry());
  const beyond = scopes.find((scope) => !scopeAllows(principal.scopes, scope));
  if (beyond !== undefined) throw new Refusal("FORBIDDEN", { required_scope: beyond }, `This key holds ${beyond}, which you do not hold yourself: ${row.user.username} can rotate it, or take that scope off it first`);
  const { allowedIps, rateLimitPerMinute } = principal;
  if (allowedIps && !(row.ipRestricted && row.allowedIps.every((block) => isBlockWithin(block, allowedIps)))) {
    throw new Refusal("FORBIDDEN", {}, `This key may be used from more addresses than your own credential (${allowedIps.join(", ")}): rotate it on the website`);
  }
  if (principal.kind === "session") return;
  const end = principal.credentialExpiresAt;
  if (end && (!row.expiresAt || row.expiresAt > end)) throw new Refusal("FORBIDDEN", {}, "This key outlives the connection that asks: rotate it on the website, or send its present secret as current_key");
  if (rateLimitPerMinute !== undefined && (row.rateLimitPerMinute ?? Number.POSITIVE_INFINITY) > rateLimitPerMinute) {
    throw new Refusal("FORBIDDEN", {}, `This key may make more calls than the ${rateLimitPerMinute} a minute of the connection that asks: rotate it on the website`);
  }
}
