import type { Principal } from "@/lib/context";
import type { Role } from "@/lib/contract/scopes";
import { db } from "@/lib/db/client";
import { newUuid } from "@/lib/ids";
import { scopeRegistry } from "@/lib/scopes/registry";

/** Whoever calls while `ENABLE_AUTH=false`: the first administrator, or one made for the purpose, who has no password. */
export async function localAdmin(): Promise<Principal> {
  const user = (await db().user.findFirst({ where: { role: "admin", suspendedAt: null }, orderBy: { id: "asc" } })) ?? (await makeLocalAdmin());
  return {
    kind: "session",
    credentialId: "local-admin",
    credentialName: "Authentication is off",
    user: { id: user.id, email: user.email ?? undefined, username: user.username, name: user.name ?? undefined, role: user.role as Role, groups: user.groups },
    organizationId: undefined,
    scopes: scopeRegistry().map((scope) => scope.name),
    environment: undefined,
    expiresAt: undefined,
    allowedIps: undefined,
    rateLimitPerMinute: undefined,
    authenticatedAt: new Date(),
    tokenId: undefined,
  };
}

async function makeLocalAdmin() {
  return db().user.upsert({ where: { usernameKey: "local-admin" }, update: {}, create: { id: newUuid(), username: "local-admin", usernameKey: "local-admin", role: "admin", groups: [] } });
}
