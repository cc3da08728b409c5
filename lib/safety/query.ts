import { clock } from "@/lib/clock";
import { roleReaches, roles, scopesByNameOnly } from "@/lib/contract/scopes";
import { FindingKind } from "@/lib/contract/safety";
import { Prisma } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import type { Reach } from "@/lib/holdings/list";
import { scopeRegistry } from "@/lib/scopes/registry";
import { fewAddresses, manyNetworks, settledDays, soonDays, unusedDays } from "./thresholds";

/**
 * Two tables for a query: `held`, the credentials that are looked at, and `finding` (credential_id, kind, rank, since, dismissed_at,
 * dismissed_by_id). All is read from what is kept of each credential and from the sums of its use, never from the request log.
 */
export function findingTables(reach: Reach): Prisma.Sql {
  return Prisma.sql`
    WITH held AS (${held(reach)}), grantable AS (${grantable()}), found AS (${Prisma.join(FindingKind.options.map(found), " UNION ALL ")}), finding AS (
      SELECT found.*, dismissal.dismissed_at, dismissal.dismissed_by_id
      FROM found LEFT JOIN safety_dismissal AS dismissal
        ON dismissal.credential_id = found.credential_id AND dismissal.finding = found.kind AND dismissal.dismissed_at >= found.since
    )`;
}

const now = () => Prisma.sql`${clock.now().toISOString()}::timestamptz`;
const daysAgo = (days: number) => Prisma.sql`(${now()} - ${days} * interval '1 day')`;

/** Whatever can act at this moment; what was paused because it leaked waits for somebody's decision. Sessions end by themselves. */
function held(reach: Reach): Prisma.Sql {
  return Prisma.sql`
    SELECT credential.*, "user".role, "user".suspended_at, COALESCE(organization.key_scopes_restricted AND credential.kind = 'api_key', false) AS is_restricted, organization.allowed_key_scopes
    FROM credential JOIN "user" ON "user".id = credential.user_id LEFT JOIN organization ON organization.id = credential.organization_id
    WHERE ${within(reach)} AND credential.kind <> 'session' AND credential.revoked_at IS NULL
      AND (credential.paused_at IS NULL OR credential.leaked_at IS NOT NULL) AND (credential.expires_at IS NULL OR credential.expires_at > ${now()})
      AND NOT (credential.kind = 'grant' AND EXISTS (SELECT 1 FROM authorization_code WHERE authorization_code.credential_id = credential.id AND used_at IS NULL))`;
}

function within({ userId, organizationId, keysOfOthers }: Reach): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (organizationId !== undefined) conditions.push(Prisma.sql`credential.organization_id = ${organizationId}`);
  if (userId !== undefined) conditions.push(keysOfOthers ? Prisma.sql`(credential.user_id = ${userId}::uuid OR credential.kind = 'api_key')` : Prisma.sql`credential.user_id = ${userId}::uuid`);
  return Prisma.join(conditions, " AND ");
}

/** Which role may hold which scope. */
function grantable(): Prisma.Sql {
  const rows = roles.flatMap((role) => scopeRegistry().filter(({ lowestRole }) => roleReaches(role, lowestRole)).map(({ name }) => ({ role, scope: name, by_name: scopesByNameOnly.includes(name) })));
  return Prisma.sql`SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(role text, scope text, by_name boolean)`;
}

/** A suspended owner's credentials are refused: that alone is to be said of them. Likewise of one that waits because it leaked. */
function found(kind: FindingKind, rank: number): Prisma.Sql {
  const { since, where } = conditions[kind]();
  const standing = kind === "leaked" ? Prisma.sql`leaked_at IS NOT NULL` : Prisma.sql`leaked_at IS NULL AND suspended_at IS ${kind === "owner_suspended" ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}`;
  return Prisma.sql`SELECT held.id AS credential_id, ${kind}::text AS kind, ${rank}::int AS rank, ${since} AS since FROM held WHERE ${standing} AND ${where}`;
}

const conditions: Record<FindingKind, () => { since: Prisma.Sql; where: Prisma.Sql }> = {
  leaked: () => ({ since: Prisma.sql`leaked_at`, where: Prisma.sql`true` }),
  seen_in_url: () => ({ since: Prisma.sql`seen_in_url_at`, where: Prisma.sql`seen_in_url_at IS NOT NULL` }),
  many_networks: () => ({
    since: Prisma.sql`created_at`,
    where: Prisma.sql`(SELECT count(*) FROM credential_network AS place WHERE place.credential_id = held.id AND last_seen_at >= ${daysAgo(manyNetworks.withinDays)}) >= ${manyNetworks.networks}`,
  }),
  old_secret_in_use: () => ({
    since: Prisma.sql`(SELECT max(superseded_at) FROM credential_secret AS old WHERE old.credential_id = held.id)`,
    where: Prisma.sql`EXISTS (SELECT 1 FROM credential_secret AS old WHERE old.credential_id = held.id AND superseded_at IS NOT NULL AND old.expires_at > ${now()} AND old.last_used_at > superseded_at)`,
  }),
  expires_soon: () => ({
    since: Prisma.sql`expires_at - ${soonDays} * interval '1 day'`,
    // a machine's connection is prolonged by its use; what nobody needs may run out
    where: Prisma.sql`expires_at <= ${now()} + LEAST(${soonDays} * interval '1 day', (expires_at - created_at) / 4) AND expires_at - created_at >= interval '2 days'
      AND grant_type IS DISTINCT FROM 'client_credentials' AND COALESCE(last_used_at, created_at) >= ${daysAgo(unusedDays)}`,
  }),
  owner_suspended: () => ({ since: Prisma.sql`suspended_at`, where: Prisma.sql`true` }),
  never_expires: () => ({ since: Prisma.sql`created_at`, where: Prisma.sql`expires_at IS NULL` }),
  unused: () => ({ since: Prisma.sql`COALESCE(last_used_at, created_at)`, where: Prisma.sql`COALESCE(last_used_at, created_at) < ${daysAgo(unusedDays)}` }),
  unused_scopes: () => ({
    since: Prisma.sql`created_at`,
    where: Prisma.sql`created_at < ${daysAgo(settledDays)} AND EXISTS (
      SELECT 1 FROM grantable CROSS JOIN (SELECT array_agg(scope) AS scopes FROM credential_scope_use WHERE credential_id = held.id AND last_used_at >= ${daysAgo(config().requestLogDays)}) AS used
      WHERE grantable.role = held.role AND CASE WHEN held.scopes_follow_role THEN NOT by_name ELSE grantable.scope = ANY(held.scopes) END
        AND (NOT is_restricted OR ${isAllowedBy(Prisma.sql`allowed_key_scopes`)}) AND NOT ${isAllowedBy(Prisma.sql`used.scopes`)}
    )`,
  }),
  no_address_limit: () => ({
    since: Prisma.sql`created_at`,
    where: Prisma.sql`kind IN ('api_key', 'api_token') AND NOT ip_restricted AND created_at < ${daysAgo(settledDays)}
      AND (SELECT count(DISTINCT ip) FROM credential_caller WHERE credential_id = held.id AND ip <> '' AND refused < calls AND last_seen_at >= ${daysAgo(config().requestLogDays)}) BETWEEN 1 AND ${fewAddresses}`,
  }),
};

/** `scopeAllows`, in the words of the database; unknown where there are no scopes at all, and then nothing is found. */
function isAllowedBy(scopes: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(grantable.scope = ANY(${scopes}) OR 'admin' = ANY(${scopes}) OR (grantable.scope LIKE '%:read' AND regexp_replace(grantable.scope, ':read$', ':write') = ANY(${scopes})))`;
}
