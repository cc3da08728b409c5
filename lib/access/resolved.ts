import type { Role } from "@/lib/contract/scopes";
import type { CredentialKind } from "@/lib/contract/auth";
import type { Principal } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { scopeRegistry } from "@/lib/scopes/registry";
import { tagOf } from "@/lib/tags";
import { effectiveScopes, intersectScopes } from "./effective-scopes";

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
  organization: { select: { keysOutliveMembers: true, keyScopesRestricted: true, allowedKeyScopes: true } },
  client: { select: { id: true, clientId: true, name: true, status: true } },
} satisfies Prisma.CredentialInclude;

export type CredentialRow = Prisma.CredentialGetPayload<{ include: typeof credentialInclude }>;

export type Presented = {
  endsAt?: Date | null | undefined;
  revokesAt?: Date | undefined;
  secretHash?: string | undefined;
  tokenId?: string | undefined;
  /** Access tokens: the resource that they are for, and the scopes where the client asked for less than it was granted. */
  audience?: string | undefined;
  narrowedTo?: readonly string[] | undefined;
  /** Does the owner still belong to the organization that the credential is bound to? */
  isMember: boolean;
  /** Sessions: does the owner's role need a second factor that they do not have? */
  secondFactorMissing: boolean;
};

export function toResolved(row: CredentialRow, presented: Presented): Resolved {
  const role = row.user.role as Role;
  const ends = [row.expiresAt, presented.endsAt].filter((end) => end != null).map((end) => end.getTime());
  const endsAt = Math.min(...ends, Number.POSITIVE_INFINITY);
  const scopes = effectiveScopes(row, role, scopeRegistry());
  const { client } = row;
  return {
    principal: {
      kind: row.kind as CredentialKind,
      credentialId: row.id,
      credentialName: row.name,
      user: { id: row.user.id, email: row.user.email ?? undefined, username: row.user.username, name: row.user.name ?? undefined, role, groups: row.user.groups },
      organizationId: row.organizationId ?? undefined,
      scopes: presented.narrowedTo ? intersectScopes(scopes, presented.narrowedTo) : scopes,
      environment: (row.environment as "live" | "test" | null) ?? undefined,
      expiresAt: Number.isFinite(endsAt) ? new Date(endsAt) : undefined,
      credentialExpiresAt: row.expiresAt ?? undefined,
      allowedIps: row.ipRestricted ? row.allowedIps : undefined,
      rateLimitPerMinute: row.rateLimitPerMinute ?? undefined,
      quotaPerDay: row.quotaPerDay ?? undefined,
      authenticatedAt: row.authenticatedAt ?? undefined,
      secondFactorMissing: presented.secondFactorMissing,
      tokenId: presented.tokenId,
      audience: presented.audience,
      client: client ? { id: client.id, clientId: client.clientId, name: client.name } : undefined,
      budgetId: row.id,
    },
    tags: tagsOf(row),
    revoked: row.revokedAt !== null || !isStillMember(row, presented.isMember) || (client !== null && client.status !== "active"),
    revokesAt: presented.revokesAt?.getTime() ?? Number.POSITIVE_INFINITY,
    paused: row.pausedAt !== null,
    suspended: row.user.suspendedAt !== null,
    endsAt,
    idle: row.idleTimeoutSeconds === null ? undefined : { timeoutMilliseconds: row.idleTimeoutSeconds * 1000, lastUsedAt: (row.lastUsedAt ?? row.createdAt).getTime() },
    secretHash: presented.secretHash,
  };
}

function tagsOf(row: CredentialRow): string[] {
  const tags = [tagOf.credential(row.id), tagOf.user(row.userId)];
  if (row.organizationId) tags.push(tagOf.organization(row.organizationId));
  if (row.clientId) tags.push(tagOf.client(row.clientId));
  if (row.kind === "session") tags.push(tagOf.rolePolicy(row.user.role));
  return tags;
}

/** A credential of an organization acts only while its maker belongs to it; for keys the organization may say otherwise. */
function isStillMember(row: CredentialRow, isMember: boolean): boolean {
  return row.organization === null || isMember || (row.kind === "api_key" && row.organization.keysOutliveMembers);
}
