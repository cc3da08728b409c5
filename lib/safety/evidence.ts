import { effectiveScopes } from "@/lib/access/effective-scopes";
import { keyPolicyColumns } from "@/lib/api-keys/policy";
import { clock } from "@/lib/clock";
import { scopeAllows, type Role } from "@/lib/contract/scopes";
import type { FindingKind } from "@/lib/contract/safety";
import { db } from "@/lib/db/client";
import type { CredentialCaller, Prisma } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { holdingInclude } from "@/lib/holdings/list";
import { scopeRegistry } from "@/lib/scopes/registry";
import { secretIdOf } from "@/lib/usage/record/call";
import type { FindingRow } from "./finding-row";
import { manyNetworks } from "./thresholds";

const include = {
  ...holdingInclude,
  user: { select: { id: true, username: true, role: true, suspendedAt: true } },
  organization: { select: { ...keyPolicyColumns } },
  secrets: { where: { supersededAt: { not: null } }, select: { hash: true, supersededAt: true, expiresAt: true } },
  scopeUses: { select: { scope: true, lastUsedAt: true } },
} satisfies Prisma.CredentialInclude;

/** What is known of a credential that something was found about. */
export type Evidence = {
  row: Omit<Prisma.CredentialGetPayload<{ include: typeof include }>, "secrets" | "scopeUses"> & { oldSecretEndsAt: Date | undefined };
  /** Who calls, as far as the finding is about that; the latest first. */
  callers: CredentialCaller[];
  /** Networks of the last days. */
  networks: number;
  /** Scopes that its calls have needed, and that it still holds. */
  usedScopes: string[];
  /** Scopes that it holds, and no call has needed. */
  unusedScopes: string[];
};

const dayMs = 86_400_000;
const mostCallers = 200;

/** Reads what a page of findings rests on, each table once. */
export async function readEvidence(findings: readonly FindingRow[]): Promise<(finding: FindingRow) => Evidence | undefined> {
  const ids = [...new Set(findings.map(({ credentialId }) => credentialId))];
  const rows = await db().credential.findMany({ where: { id: { in: ids } }, include });
  const callers = await readCallers(idsOf(findings, ["old_secret_in_use", "no_address_limit", "many_networks"]));
  const networks = await countNetworks(idsOf(findings, ["many_networks"]));
  const known = new Map(rows.map((row) => [row.id, row]));
  return ({ credentialId, kind }) => {
    const row = known.get(credentialId);
    if (!row) return undefined;
    const { secrets, scopeUses, ...rest } = row;
    const now = clock.now();
    const working = secrets.filter(({ expiresAt }) => expiresAt !== null && expiresAt > now);
    const theirs = callers.filter((caller) => caller.credentialId === credentialId);
    const oldSecretEndsAt = working.map(({ expiresAt }) => expiresAt!).sort((left, right) => right.getTime() - left.getTime())[0];
    return { row: { ...rest, oldSecretEndsAt }, callers: kind === "old_secret_in_use" ? ofOldSecrets(theirs, working) : theirs, networks: networks.get(credentialId) ?? 0, ...splitScopes(row, scopeUses) };
  };
}

function idsOf(findings: readonly FindingRow[], kinds: FindingKind[]): string[] {
  return findings.filter(({ kind }) => kinds.includes(kind)).map(({ credentialId }) => credentialId);
}

/** Those that were let in within the days that the log is kept; of each credential the latest. */
function readCallers(ids: string[]): Promise<CredentialCaller[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db().$queryRaw<CredentialCaller[]>`
    SELECT credential_id AS "credentialId", secret_id AS "secretId", ip, user_agent AS "userAgent", first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt", calls, refused
    FROM unnest(${ids}::text[]) AS asked(id) CROSS JOIN LATERAL (
      SELECT * FROM credential_caller WHERE credential_id = asked.id AND ip <> '' AND refused < calls AND last_seen_at >= ${logStart().toISOString()}::timestamptz
      ORDER BY last_seen_at DESC LIMIT ${mostCallers}
    ) AS caller`;
}

async function countNetworks(ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const since = new Date(clock.now().getTime() - manyNetworks.withinDays * dayMs);
  const rows = await db().credentialNetwork.groupBy({ by: ["credentialId"], where: { credentialId: { in: ids }, lastSeenAt: { gte: since } }, _count: true });
  return new Map(rows.map(({ credentialId, _count }) => [credentialId, _count]));
}

function ofOldSecrets(callers: CredentialCaller[], secrets: { hash: string; supersededAt: Date | null }[]): CredentialCaller[] {
  const supersededAt = new Map(secrets.map((secret) => [secretIdOf(secret.hash), secret.supersededAt!]));
  return callers.filter(({ secretId, lastSeenAt }) => lastSeenAt > (supersededAt.get(secretId) ?? lastSeenAt));
}

function splitScopes(row: Prisma.CredentialGetPayload<{ include: typeof include }>, uses: { scope: string; lastUsedAt: Date }[]) {
  const held = effectiveScopes(row, row.user.role as Role, scopeRegistry());
  const used = uses.filter(({ lastUsedAt }) => lastUsedAt >= logStart()).map(({ scope }) => scope);
  return { usedScopes: used.filter((scope) => scopeAllows(held, scope)).sort(), unusedScopes: held.filter((scope) => !scopeAllows(used, scope)) };
}

const logStart = () => new Date(clock.now().getTime() - config().requestLogDays * dayMs);
