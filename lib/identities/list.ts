import { toWireTime } from "@/lib/clock";
import type { UserContext } from "@/lib/context";
import type { IdentityProvider, IdentityView } from "@/lib/contract/identities";
import { db } from "@/lib/db/client";
import type { Identity } from "@/lib/db/generated/client";

/** The accounts elsewhere that sign in as the caller, oldest first: one of a kind at most. */
export function listIdentities(ctx: UserContext): Promise<Identity[]> {
  return db().identity.findMany({ where: { userId: ctx.principal.user.id }, orderBy: { id: "asc" } });
}

export function toIdentityView(identity: Identity): IdentityView {
  return {
    id: identity.id,
    provider: identity.provider as IdentityProvider,
    email: identity.email ?? undefined,
    name: identity.name ?? undefined,
    created_at: toWireTime(identity.createdAt),
    last_used_at: toWireTime(identity.lastUsedAt),
  };
}
