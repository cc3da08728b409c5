import { networkBlock } from "@/lib/client-address/addresses";
import { db } from "@/lib/db/client";
import type { CallerRow, Digest } from "./digest";

/**
 * One statement a batch: all of it is written, or nothing. Rows have ids of their own, so that a batch whose answer was lost
 * on the way writes no row twice. Of an account that was deleted meanwhile nothing is written. Everybody adds to counts in the same order, so that two instances never wait for each other.
 */
export async function writeDigest({ rows, counts, callers, scopes }: Digest): Promise<void> {
  await addDays(rows);
  const json = (values: Iterable<object>) => JSON.stringify([...values]);
  const periods = [...counts.values()].map((row) => ({ ...row, period: iso(row.period) }));
  await db().$executeRaw`
    WITH logged AS (
      INSERT INTO request_log (id, occurred_at, credential_id, user_id, organization_id, secret_id, channel, asked_by, reason, status, method, target, scopes, ip, user_agent, latency_micros, request_id)
      SELECT id, occurred_at, credential_id, user_id, organization_id, secret_id, channel, asked_by, reason, status, method, target, string_to_array(scopes, ' '), ip, user_agent, latency_micros, request_id
      FROM jsonb_to_recordset(${json(rows)}::jsonb) AS call(id uuid, occurred_at timestamptz, credential_id text, user_id uuid, organization_id text, secret_id text, channel text, asked_by text,
        reason text, status int, method text, target text, scopes text, ip text, user_agent text, latency_micros int, request_id text)
      WHERE EXISTS (SELECT 1 FROM credential WHERE credential.id = call.credential_id)
      ON CONFLICT (id) DO NOTHING
    ), called AS (
      INSERT INTO credential_caller AS known (credential_id, secret_id, ip, user_agent, first_seen_at, last_seen_at, calls, refused)
      SELECT credential_id, secret_id, ip, user_agent, first_at, last_at, calls, refused
      FROM jsonb_to_recordset(${json(timed(callers.values()))}::jsonb) AS caller(credential_id text, secret_id text, ip text, user_agent text, first_at timestamptz, last_at timestamptz, calls bigint, refused bigint)
      WHERE EXISTS (SELECT 1 FROM credential WHERE credential.id = caller.credential_id)
      ORDER BY credential_id, secret_id, ip, user_agent
      ON CONFLICT (credential_id, secret_id, ip, user_agent) DO UPDATE SET
        last_seen_at = GREATEST(known.last_seen_at, excluded.last_seen_at), calls = known.calls + excluded.calls, refused = known.refused + excluded.refused
    ), placed AS (
      INSERT INTO credential_network AS known (credential_id, network, first_seen_at, last_seen_at, told_at)
      SELECT credential_id, network, first_at, last_at, CASE WHEN first_at < created_at + interval '1 hour' OR NOT EXISTS (SELECT 1 FROM credential_network AS other WHERE other.credential_id = place.credential_id) THEN first_at END
      FROM jsonb_to_recordset(${json(timed(networksOf(callers.values())))}::jsonb) AS place(credential_id text, network text, first_at timestamptz, last_at timestamptz)
      JOIN credential ON credential.id = place.credential_id AND credential.kind <> 'session'
      ORDER BY credential_id, network
      ON CONFLICT (credential_id, network) DO UPDATE SET last_seen_at = excluded.last_seen_at WHERE known.last_seen_at < excluded.last_seen_at - interval '1 hour'
    ), needed AS (
      INSERT INTO credential_scope_use AS known (credential_id, scope, first_used_at, last_used_at, calls)
      SELECT credential_id, scope, first_at, last_at, calls
      FROM jsonb_to_recordset(${json(timed(scopes.values()))}::jsonb) AS use(credential_id text, scope text, first_at timestamptz, last_at timestamptz, calls bigint)
      WHERE EXISTS (SELECT 1 FROM credential WHERE credential.id = use.credential_id)
      ORDER BY credential_id, scope
      ON CONFLICT (credential_id, scope) DO UPDATE SET last_used_at = GREATEST(known.last_used_at, excluded.last_used_at), calls = known.calls + excluded.calls
    )
    INSERT INTO usage_count AS known (subject, grain, period, outcome, calls)
    SELECT subject, grain, period, outcome, calls
    FROM jsonb_to_recordset(${json(periods)}::jsonb) AS count(subject text, grain text, period timestamptz, outcome text, calls bigint)
    WHERE subject NOT LIKE 'user:%' OR EXISTS (SELECT 1 FROM "user" WHERE "user".id = substr(subject, 6)::uuid)
    ORDER BY subject, grain, period, outcome
    ON CONFLICT (subject, grain, period, outcome) DO UPDATE SET calls = known.calls + excluded.calls`;
}

/** Where calls came from that were let in. The first network of a credential, and those of its first hour, are no news: its owner is setting it up. */
function networksOf(callers: Iterable<CallerRow>): NetworkRow[] {
  const networks = new Map<string, NetworkRow>();
  for (const { credential_id, ip, calls, refused, first_at, last_at } of callers) {
    if (ip === "" || calls === refused) continue;
    const network = networkBlock(ip);
    const key = `${credential_id} ${network}`;
    const known = networks.get(key);
    networks.set(key, { credential_id, network, first_at: Math.min(first_at, known?.first_at ?? first_at), last_at: Math.max(last_at, known?.last_at ?? last_at) });
  }
  return [...networks.values()];
}

type NetworkRow = { credential_id: string; network: string; first_at: number; last_at: number };

/** The table is divided by days; one that this process has not met yet may have no place. */
async function addDays(rows: Digest["rows"]): Promise<void> {
  for (const day of new Set(rows.map((row) => row.occurred_at.slice(0, 10)))) await ensureDay(day);
}

/** Makes room for a day (`2026-11-22`) in the log. */
export async function ensureDay(day: string): Promise<void> {
  const { client, days } = known();
  if (days.has(day)) return;
  await client.$executeRaw`SELECT request_log_add_day(${day}::date)`;
  days.add(day);
}

/** Days that have a place, of the database that is open now. */
function known() {
  const client = db();
  if (place.client !== client) place = { client, days: new Set() };
  return { client, days: place.days };
}

let place: { client: unknown; days: Set<string> } = { client: undefined, days: new Set() };

/** A day was dropped, or may have been. */
export function forgetDays(): void {
  place.days.clear();
}

const iso = (at: number) => new Date(at).toISOString();

function timed<Row extends { first_at: number; last_at: number }>(rows: Iterable<Row>): object[] {
  return [...rows].map((row) => ({ ...row, first_at: iso(row.first_at), last_at: iso(row.last_at) }));
}
