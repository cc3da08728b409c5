import { chooseAddresses } from "@/lib/access/choose-addresses";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { CreateApiKeyBody } from "@/lib/contract/api-keys";
import { sha256 } from "@/lib/crypto/hash";
import { hintOf, newKey } from "@/lib/crypto/key-format";
import { chooseExpiry, chooseRateLimit } from "@/lib/credentials/limits";
import { config } from "@/lib/env/config";
import { notFound, Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { personalOrganizationId, requireMembership } from "@/lib/organizations/membership";
import { chooseScopes } from "@/lib/scopes/choose";
import { apiKeyInclude, type ApiKeyRow } from "./find";

/**
 * Makes an API key of an organization where the caller is owner or admin. Only the SHA-256 of the secret is kept: what is
 * answered here is all there ever is of it. Throws NOT_FOUND to strangers of the organization, FORBIDDEN to plain members.
 */
export async function createApiKey(ctx: UserContext, input: CreateApiKeyBody): Promise<{ row: ApiKeyRow; key: string }> {
  const { principal } = ctx;
  const organizationId = await chooseOrganization(ctx, input.organization_id);
  const chosen = chooseScopes(principal, input.scopes);
  const key = newKey(config().keyPrefix, input.environment);
  const id = newId("key");
  const data = {
    id,
    kind: "api_key",
    userId: principal.user.id,
    organizationId,
    name: input.name,
    ...chosen,
    ...chooseAddresses(principal, input.allowed_ips),
    environment: input.environment,
    hint: hintOf(key),
    expiresAt: chooseExpiry(principal, input.expires_in) ?? null,
    rateLimitPerMinute: chooseRateLimit(principal, input.rate_limit_per_minute),
    createdWithId: principal.credentialId,
    createdIp: ctx.ip,
    createdUserAgent: ctx.userAgent?.slice(0, 400),
  };
  return withAudit(ctx, async (tx) => {
    const row = await tx.credential.create({ data: { ...data, secrets: { create: { hash: sha256(key) } } }, include: apiKeyInclude });
    const detail = { scopes: input.scopes, environment: input.environment, allowed_ips: input.allowed_ips, expires_at: data.expiresAt };
    return { result: { row, key }, entry: { action: "api_key.created", organizationId, target: { type: "api_key", id, name: row.name }, detail } };
  });
}

async function chooseOrganization(ctx: UserContext, asked: string | undefined): Promise<string> {
  const bound = ctx.principal.organizationId;
  if (bound && asked && asked !== bound) throw notFound();
  const organizationId = asked ?? bound ?? (await personalOrganizationId(ctx));
  const { role } = await requireMembership(ctx, organizationId);
  if (role === "member") throw new Refusal("FORBIDDEN", { required_role: "admin" }, "Only owners and admins of an organization make its keys");
  return organizationId;
}
