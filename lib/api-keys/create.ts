import { chooseAddresses } from "@/lib/access/choose-addresses";
import { withAudit } from "@/lib/audit/with-audit";
import { clock } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { CreateApiKeyBody } from "@/lib/contract/api-keys";
import { sha256 } from "@/lib/crypto/hash";
import { hintOf, newKey } from "@/lib/crypto/key-format";
import { chooseExpiry, chooseQuota, chooseRateLimit } from "@/lib/credentials/limits";
import { config } from "@/lib/env/config";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { credentialCreated } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { lockOrganization } from "@/lib/organizations/lock";
import { personalOrganizationId, requireManager } from "@/lib/organizations/membership";
import { paths } from "@/lib/paths";
import { chooseScopes } from "@/lib/scopes/choose";
import { apiKeyInclude, type ApiKeyRow } from "./find";
import { narrowToPolicy, requireWithinPolicy } from "./policy";

const act = "make its keys";

/**
 * Makes an API key of an organization where the caller is owner or admin. Only the SHA-256 of the secret is kept: what is
 * answered here is all there ever is of it. Throws NOT_FOUND to strangers of the organization, FORBIDDEN to plain members,
 * VALIDATION_FAILED for what its policy does not allow.
 */
export async function createApiKey(ctx: UserContext, input: CreateApiKeyBody): Promise<{ row: ApiKeyRow; key: string }> {
  const { principal } = ctx;
  const organizationId = await chooseOrganization(ctx, input.organization_id);
  const chosen = chooseScopes(principal, input.scopes);
  const addresses = chooseAddresses(principal, input.allowed_ips);
  const key = newKey(config().keyPrefix, input.environment);
  const id = newId("key");
  const data = {
    id,
    kind: "api_key",
    userId: principal.user.id,
    organizationId,
    name: input.name,
    ...addresses,
    environment: input.environment,
    hint: hintOf(key),
    expiresAt: chooseExpiry(principal, input.expires_in) ?? null,
    rateLimitPerMinute: chooseRateLimit(principal, input.rate_limit_per_minute),
    quotaPerDay: chooseQuota(principal, input.quota_per_day),
    createdWithId: principal.credentialId,
    createdIp: ctx.ip,
    createdUserAgent: ctx.userAgent?.slice(0, 400),
  };
  return withAudit(ctx, async (tx) => {
    // as it stands now: nobody gets a key while they are being removed, and none by a policy that has just been replaced
    await lockOrganization(tx, organizationId, principal.user.id);
    const { organization } = await requireManager(ctx, organizationId, act, tx);
    const scopes = input.scopes === undefined ? narrowToPolicy(organization, chosen) : chosen;
    requireWithinPolicy(organization, { scopes, addresses, end: { createdAt: clock.now(), expiresAt: data.expiresAt } });
    const row = await tx.credential.create({ data: { ...data, ...scopes, secrets: { create: { hash: sha256(key), hint: data.hint } } }, include: apiKeyInclude });
    const detail = { scopes: input.scopes, environment: input.environment, allowed_ips: input.allowed_ips, expires_at: data.expiresAt };
    await notify(tx, principal.user.id, credentialCreated(ctx, "API key", row.name, paths.apiKey(id)));
    return { result: { row, key }, entry: { action: "api_key.created", organizationId, target: { type: "api_key", id, name: row.name }, detail } };
  });
}

async function chooseOrganization(ctx: UserContext, asked: string | undefined): Promise<string> {
  const bound = ctx.principal.organizationId;
  if (bound && asked && asked !== bound) throw notFound();
  const organizationId = asked ?? bound ?? (await personalOrganizationId(ctx));
  await requireManager(ctx, organizationId, act);
  return organizationId;
}
