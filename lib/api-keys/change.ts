import { effectiveScopes } from "@/lib/access/effective-scopes";
import { tagOf } from "@/lib/tags";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import { scopeAllows, type Role } from "@/lib/contract/scopes";
import { changedColumns, describeChange, type CredentialChange } from "@/lib/credentials/change";
import { revokeCredential } from "@/lib/credentials/revoke";
import { notFound, Refusal } from "@/lib/errors";
import { noteNewEnd } from "@/lib/reminders/note-new-end";
import { scopeRegistry } from "@/lib/scopes/registry";
import { apiKeyInclude, getApiKey, visibleApiKeys, type ApiKeyRow } from "./find";
import { keyPolicyColumns, requireWithinPolicy, type KeyTerms } from "./policy";

/** Changes a key; acts on its next request. One guarded update: a key revoked meanwhile stays revoked, and answers NOT_FOUND. */
export async function changeApiKey(ctx: UserContext, id: string, change: CredentialChange): Promise<ApiKeyRow> {
  const before = await getApiKey(ctx, id);
  if (change.scopes === null) requireRoleOf(ctx, before);
  const data = changedColumns(ctx.principal, change, before);
  const where = { AND: [await visibleApiKeys(ctx), { id }] };
  return withAudit(ctx, async (tx) => {
    const organization = await tx.organization.findUnique({ where: { id: before.organizationId ?? "" }, select: keyPolicyColumns });
    if (organization) requireWithinPolicy(organization, touched(before, change, data));
    const { count } = await tx.credential.updateMany({ where, data });
    if (count !== 1) throw notFound();
    if (change.expires_in !== undefined) await noteNewEnd(tx, id);
    const row = await tx.credential.findUniqueOrThrow({ where: { id }, include: apiKeyInclude });
    return {
      result: row,
      changed: [tagOf.credential(id)],
      entry: { action: "api_key.updated", organizationId: row.organizationId ?? undefined, target: { type: "api_key", id, name: before.name }, detail: describeChange(change) },
    };
  });
}

/** A key that is outside a newer policy may still be renamed or paused; what is set anew has to keep to it. */
function touched(before: ApiKeyRow, change: CredentialChange, data: ReturnType<typeof changedColumns>): KeyTerms {
  return {
    scopes: change.scopes !== undefined ? { scopes: data.scopes as string[], scopesFollowRole: data.scopesFollowRole as boolean } : undefined,
    addresses: change.allowed_ips === undefined || !before.ipRestricted ? undefined : { ipRestricted: data.ipRestricted as boolean },
    end: change.expires_in === undefined ? undefined : { createdAt: before.createdAt, expiresAt: data.expiresAt as Date | null },
  };
}

/** A key that follows its person's role gets all that this role may: more than somebody with a weaker one can give. */
function requireRoleOf({ principal }: UserContext, { userId, user }: ApiKeyRow): void {
  if (userId === principal.user.id) return;
  const followed = effectiveScopes({ kind: "api_key", scopes: [], scopesFollowRole: true }, user.role as Role, scopeRegistry());
  const beyond = followed.find((scope) => !scopeAllows(principal.scopes, scope));
  if (beyond !== undefined) throw new Refusal("FORBIDDEN", { required_scope: beyond }, `You cannot let this key follow the role of ${user.username}: it would hold ${beyond}, which you do not hold yourself. Name its scopes`);
}

/** Ends a key for good: refused from the next request on. */
export async function revokeApiKey(ctx: UserContext, id: string): Promise<void> {
  const row = await getApiKey(ctx, id);
  await withAudit(ctx, async (tx) => ({
    result: undefined,
    changed: await revokeCredential(tx, id, "revoked_by_owner"),
    entry: { action: "api_key.revoked", organizationId: row.organizationId ?? undefined, target: { type: "api_key", id, name: row.name } },
  }));
}
