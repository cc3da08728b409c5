import { visibleApiKeys } from "@/lib/api-keys/find";
import type { UserContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { Credential, Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { ownConnections } from "@/lib/oauth/connections/find";

/** A key whose usage the caller may see. One that was revoked had a use as well: that it is tried still is worth knowing. */
export async function getUsedKey(ctx: UserContext, id: string): Promise<Credential> {
  const { revokedAt: _, ...visible } = await visibleApiKeys(ctx);
  return getCredential({ AND: [visible, { id }] });
}

export function getUsedConnection(ctx: UserContext, id: string): Promise<Credential> {
  return getCredential({ AND: [ownConnections(ctx), { id }] });
}

export function getUsedPersonalToken(ctx: UserContext): Promise<Credential> {
  return getCredential({ userId: ctx.principal.user.id, kind: "personal_token", revokedAt: null });
}

async function getCredential(where: Prisma.CredentialWhereInput): Promise<Credential> {
  const row = await db().credential.findFirst({ where });
  if (!row) throw notFound();
  return row;
}
