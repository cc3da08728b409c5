import type { z } from "zod";
import { chooseAddresses } from "@/lib/access/choose-addresses";
import { effectiveScopes } from "@/lib/access/effective-scopes";
import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { CreateApiTokenBody } from "@/lib/contract/auth";
import { chooseExpiry, chooseRateLimit } from "@/lib/credentials/limits";
import type { Credential } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import { credentialCreated } from "@/lib/notices/kinds";
import { notify } from "@/lib/notices/notify";
import { chooseScopes } from "@/lib/scopes/choose";
import { scopeRegistry } from "@/lib/scopes/registry";
import { signToken } from "@/lib/tokens/sign";

/** A named, long-lived signed token. It ends by revocation, or at its expiry where one was asked for. */
export async function createApiToken(ctx: UserContext, input: z.infer<typeof CreateApiTokenBody>): Promise<{ row: Credential; token: string }> {
  const { principal } = ctx;
  const id = newId("tok");
  const chosen = chooseScopes(principal, input.scopes);
  const expiresAt = chooseExpiry(principal, input.expires_in);
  const scopes = effectiveScopes({ kind: "api_token", ...chosen }, principal.user.role, scopeRegistry());
  const addresses = chooseAddresses(principal, input.allowed_ips);
  const { token } = await signToken({ user: principal.user, scopes, credentialId: id, expiresAt, isIpRestricted: addresses.ipRestricted });
  return withAudit(ctx, async (tx) => {
    const row = await tx.credential.create({
      data: {
        id,
        kind: "api_token",
        userId: principal.user.id,
        organizationId: principal.kind === "session" ? null : (principal.organizationId ?? null),
        name: input.name,
        ...chosen,
        ...addresses,
        expiresAt: expiresAt ?? null,
        tokenExpiresAt: expiresAt ?? null,
        rateLimitPerMinute: chooseRateLimit(principal, input.rate_limit_per_minute),
        createdWithId: principal.credentialId,
        createdIp: ctx.ip,
        createdUserAgent: ctx.userAgent?.slice(0, 400),
      },
    });
    await notify(tx, row.userId, credentialCreated(ctx, "API token", row.name));
    return { result: { row, token }, entry: { action: "api_token.created", target: { type: "api_token", id, name: row.name }, detail: { scopes, allowed_ips: input.allowed_ips, expires_at: expiresAt } } };
  });
}
