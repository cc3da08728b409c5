import type { Principal } from "@/lib/context";
import type { Role } from "@/lib/contract/scopes";
import type { User } from "@/lib/db/generated/client";
import { scopeRegistry } from "@/lib/scopes/registry";
import { effectiveScopes } from "./effective-scopes";

/** A person who acts without a stored credential: with all that their role allows, as in a session. `credential` names what stands for one. */
export function personPrincipal(user: User, credential: { id: string; name: string; authenticatedAt: Date | undefined }): Principal {
  const role = user.role as Role;
  return {
    kind: "session",
    credentialId: credential.id,
    credentialName: credential.name,
    user: { id: user.id, email: user.email ?? undefined, username: user.username, name: user.name ?? undefined, role, groups: user.groups },
    organizationId: undefined,
    scopes: effectiveScopes({ kind: "session", scopes: [], scopesFollowRole: true }, role, scopeRegistry()),
    environment: undefined,
    expiresAt: undefined,
    credentialExpiresAt: undefined,
    allowedIps: undefined,
    rateLimitPerMinute: undefined,
    quotaPerDay: undefined,
    authenticatedAt: credential.authenticatedAt,
    secondFactorMissing: false,
    tokenId: undefined,
    audience: undefined,
    client: undefined,
    budgetId: credential.id,
  };
}
