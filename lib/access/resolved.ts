import type { Role } from "@/lib/contract/scopes";
import type { CredentialKind } from "@/lib/contract/auth";
import type { Principal } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { scopeRegistry } from "@/lib/scopes/registry";
import { tagOf } from "./cache";
import { effectiveScopes } from "./effective-scopes";

/** A credential that was found, with all that decides about it. Time and address are looked at anew for each request. */
export type Resolved = {
  principal: Principal;
  tags: string[];
  revoked: boolean;
  paused: boolean;
  suspended: boolean;
  /** Earliest of the credential's, the secret's and the token's end, in milliseconds. */
  endsAt: number;
  /** When the presented token was or will be revoked. */
  revokesAt: number;
  /** Sessions: how long it may be silent, and when it was last heard. */
  idle: { timeoutMilliseconds: number; lastUsedAt: number } | undefined;
  /** The hash of the opaque secret that was presented. */
  secretHash: string | undefined;
};

/** What is read for a credential, in one query. */
export const credentialInclude = {
  user: true,
  organization: { select: { keysOutliveMembers: true } },
} satisfies Prisma.CredentialInclude;

export type CredentialRow = Prisma.CredentialGetPayload<{ include: typeof credentialInclude }>;

export type Presented = {
  endsAt?: Date | null | undefined;
  revokesAt?: Date | undefined;
  secretHash?: string | undefined;
  tokenId?: string | undefined;
  /** Does the owner still belong to the organization that the credential is bound to? */
  isMember: boolean;
};

export function toResolved(row: CredentialRow, presented: Presented): Resolved {
  const role = row.user.role as Role;
  const ends = [row.expiresAt, presented.endsAt].filter((end) => end != null).map((end) => end.getTime());
  const endsAt = Math.min(...ends, Number.POSITIVE_INFINITY);
  return {
    principal: {
      kind: row.kind as CredentialKind,
      credentialId: row.id,
      credentialName: row.name,
      user: { id: row.user.id, email: row.user.email ?? undefined, username: row.user.username, name: row.user.name ?? undefined, role, groups: row.user.groups },
      organizationId: row.organizationId ?? undefined,
      scopes: effectiveScopes(row, role, scopeRegistry()),
      environment: (row.environment as "live" | "test" | null) ?? undefined,
      expiresAt: Number.isFinite(endsAt) ? new Date(endsAt) : undefined,
      allowedIps: row.ipRestricted ? row.allowedIps : undefined,
      rateLimitPerMinute: row.rateLimitPerMinute ?? undefined,
      authenticatedAt: row.authenticatedAt ?? undefined,
      tokenId: presented.tokenId,
    },
    tags: [tagOf.credential(row.id), tagOf.user(row.userId), ...(row.organizationId ? [tagOf.organization(row.organizationId)] : [])],
    // a key of an organization acts only while its maker belongs to it, unless the organization says otherwise
    revoked: row.revokedAt !== null || (row.organization !== null && !presented.isMember && !row.organization.keysOutliveMembers),
    revokesAt: presented.revokesAt?.getTime() ?? Number.POSITIVE_INFINITY,
    paused: row.pausedAt !== null,
    suspended: row.user.suspendedAt !== null,
    endsAt,
    idle: row.idleTimeoutSeconds === null ? undefined : { timeoutMilliseconds: row.idleTimeoutSeconds * 1000, lastUsedAt: (row.lastUsedAt ?? row.createdAt).getTime() },
    secretHash: presented.secretHash,
  };
}
