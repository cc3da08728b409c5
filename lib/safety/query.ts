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
 * dismissed_by_id). Each credential is looked at once, with what is kept of it and the sums of its use; the request log is never read.
 */
export function findingTables(reach: Reach): Prisma.Sql {
  return Prisma.sql`
    WITH held AS MATERIALIZED (${held(reach)}),
    places AS (
      SELECT place.credential_id, count(*) AS networks, count(*) FILTER (WHERE last_seen_at >= ${daysAgo(manyNetworks.withinDays)}) AS lately
      FROM credential_network AS place JOIN held ON held.id = place.credential_id WHERE last_seen_at >= ${daysAgo(config().requestLogDays)} GROUP BY 1
    ),
    rotated AS (
      SELECT old.credential_id, max(superseded_at) AS superseded_at FROM credential_secret AS old JOIN held ON held.id = old.credential_id
      WHERE superseded_at IS NOT NULL AND old.expires_at > ${now()} AND old.last_used_at > superseded_at GROUP BY 1
    ),
    used AS MATERIALIZED (
      SELECT use.credential_id, array_agg(scope ORDER BY scope) AS scopes FROM credential_scope_use AS use JOIN held ON held.id = use.credential_id
      WHERE use.last_used_at >= ${daysAgo(config().requestLogDays)} AND created_at < ${daysAgo(settledDays)} GROUP BY 1
    ),
    few AS MATERIALIZED (${calledFromFew()}),
    grantable AS MATERIALIZED (${grantable()}), surplus AS MATERIALIZED (${surplus()}),
    finding AS MATERIALIZED (
      SELECT held.id AS credential_id, test.kind, test.rank, test.since, dismissal.dismissed_at, dismissal.dismissed_by_id
      FROM held
      LEFT JOIN places ON places.credential_id = held.id
      LEFT JOIN rotated ON rotated.credential_id = held.id
      LEFT JOIN used ON used.credential_id = held.id
      LEFT JOIN few ON few.credential_id = held.id
      LEFT JOIN surplus ON surplus.role = held.role AND surplus.scopes_follow_role = held.scopes_follow_role AND surplus.scopes = held.scopes AND surplus.allowed = held.allowed AND surplus.used = used.scopes
      CROSS JOIN LATERAL (VALUES ${Prisma.join(FindingKind.options.map(test))}) AS test(kind, rank, since, applies)
      LEFT JOIN safety_dismissal AS dismissal ON dismissal.credential_id = held.id AND dismissal.finding = test.kind AND dismissal.dismissed_at >= test.since
      WHERE test.applies
    )`;
}

const now = () => Prisma.sql`${clock.now().toISOString()}::timestamptz`;
const daysAgo = (days: number) => Prisma.sql`(${now()} - ${days} * interval '1 day')`;

/** Whatever can act at this moment; what was paused because it leaked waits for somebody's decision. Sessions end by themselves. `allowed`: what the organization's policy leaves of its scopes. */
function held(reach: Reach): Prisma.Sql {
  return Prisma.sql`
    SELECT credential.id, credential.kind, grant_type, scopes, scopes_follow_role, ip_restricted, credential.created_at, expires_at, last_used_at, leaked_at, seen_in_url_at, "user".role, "user".suspended_at,
      CASE WHEN organization.key_scopes_restricted AND credential.kind = 'api_key' THEN organization.allowed_key_scopes ELSE ARRAY['admin'] END AS allowed
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

/** Those that could be held to the addresses that they are called from. One pass over the callers: to look each key up costs ten times as much. */
function calledFromFew(): Prisma.Sql {
  return Prisma.sql`
    SELECT credential_id FROM (
      SELECT caller.credential_id, ip, count(*) AS callers
      FROM held LEFT JOIN places ON places.credential_id = held.id JOIN credential_caller AS caller ON caller.credential_id = held.id
      WHERE held.kind IN ('api_key', 'api_token') AND NOT ip_restricted AND created_at < ${daysAgo(settledDays)} AND held.last_used_at >= ${daysAgo(config().requestLogDays)}
        AND COALESCE(places.networks, 1) <= ${fewAddresses}
        AND ip <> '' AND refused < calls AND last_seen_at >= ${daysAgo(config().requestLogDays)}
      GROUP BY 1, 2
    ) AS address GROUP BY 1 HAVING count(*) <= ${fewAddresses} AND sum(callers) < ${manyCallers}`;
}

/** Which role may hold which scope. */
function grantable(): Prisma.Sql {
  const rows = roles.flatMap((role) => scopeRegistry().filter(({ lowestRole }) => roleReaches(role, lowestRole)).map(({ name }) => ({ role, scope: name, by_name: scopesByNameOnly.includes(name) })));
  return Prisma.sql`SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(role text, scope text, by_name boolean)`;
}

/** Sets of scopes that hold more than their use has needed. Many credentials share a set: each is looked at once. */
function surplus(): Prisma.Sql {
  return Prisma.sql`
    SELECT * FROM (SELECT DISTINCT role, scopes_follow_role, held.scopes, allowed, used.scopes AS used FROM held JOIN used ON used.credential_id = held.id) AS set
    WHERE EXISTS (
      SELECT 1 FROM grantable
      WHERE grantable.role = set.role AND CASE WHEN set.scopes_follow_role THEN NOT by_name ELSE grantable.scope = ANY(set.scopes) END
        AND ${isAllowedBy(Prisma.sql`set.allowed`)} AND NOT ${isAllowedBy(Prisma.sql`set.used`)}
    )`;
}

/** `scopeAllows`, in the words of the database. */
function isAllowedBy(scopes: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(grantable.scope = ANY(${scopes}) OR 'admin' = ANY(${scopes}) OR (grantable.scope LIKE '%:read' AND regexp_replace(grantable.scope, ':read$', ':write') = ANY(${scopes})))`;
}

/** A suspended owner's credentials are refused: that alone is to be said of them. Likewise of one that waits because it leaked. */
function test(kind: FindingKind, rank: number): Prisma.Sql {
  const { since, where } = tests[kind]();
  const standing = kind === "leaked" ? Prisma.sql`leaked_at IS NOT NULL` : Prisma.sql`leaked_at IS NULL AND suspended_at IS ${kind === "owner_suspended" ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}`;
  return Prisma.sql`(${kind}::text, ${rank}::int, ${since}, ${standing} AND ${where})`;
}

const lastUse = Prisma.sql`COALESCE(held.last_used_at, held.created_at)`;
/** From few addresses, but by so many programs: it is no one machine's. */
const manyCallers = 20;

const tests: Record<FindingKind, () => { since: Prisma.Sql; where: Prisma.Sql }> = {
  leaked: () => ({ since: Prisma.sql`leaked_at`, where: Prisma.sql`true` }),
  seen_in_url: () => ({ since: Prisma.sql`seen_in_url_at`, where: Prisma.sql`seen_in_url_at IS NOT NULL` }),
  many_networks: () => ({ since: Prisma.sql`created_at`, where: Prisma.sql`places.lately >= ${manyNetworks.networks}` }),
  old_secret_in_use: () => ({ since: Prisma.sql`rotated.superseded_at`, where: Prisma.sql`rotated.superseded_at IS NOT NULL` }),
  expires_soon: () => ({
    since: Prisma.sql`expires_at - ${soonDays} * interval '1 day'`,
    // a machine's connection is prolonged by its use; what nobody needs may run out
    where: Prisma.sql`expires_at <= ${now()} + LEAST(${soonDays} * interval '1 day', (expires_at - created_at) / 4) AND expires_at - created_at >= interval '2 days'
      AND grant_type IS DISTINCT FROM 'client_credentials' AND ${lastUse} >= ${daysAgo(unusedDays)}`,
  }),
  owner_suspended: () => ({ since: Prisma.sql`suspended_at`, where: Prisma.sql`true` }),
  never_expires: () => ({ since: Prisma.sql`created_at`, where: Prisma.sql`expires_at IS NULL` }),
  unused: () => ({ since: lastUse, where: Prisma.sql`${lastUse} < ${daysAgo(unusedDays)}` }),
  unused_scopes: () => ({ since: Prisma.sql`created_at`, where: Prisma.sql`surplus.role IS NOT NULL` }),
  no_address_limit: () => ({ since: Prisma.sql`created_at`, where: Prisma.sql`few.credential_id IS NOT NULL` }),
};
