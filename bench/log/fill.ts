import pg from "pg";

export type Fill = { databaseUrl: string; userId: string; organizationId: string; keys: number; rows: number };

/**
 * A person with many keys, and a log of thirty days in which some keys are called far more than others, from two hundred
 * addresses, one call in twenty refused. Made by the database itself: a million rows would take the API hours.
 */
export async function fillLog({ databaseUrl, userId, organizationId, keys, rows }: Fill): Promise<void> {
  // a connection of its own: the house's would give up after seconds
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT request_log_add_day((now() AT TIME ZONE 'UTC')::date - back) FROM generate_series(0, 30) AS back");
    await client.query(addKeys, [userId, organizationId, keys]);
    await client.query(addRows, [userId, organizationId, keys, rows]);
    // what the recorder would have counted along the way
    for (const grain of ["hour", "day"]) await client.query(addCounts, [grain]);
    await client.query(addCallers);
    await client.query(addScopeUses);
    await client.query("ANALYZE");
  } finally {
    await client.end();
  }
}

const addKeys = `
    WITH made AS (
      INSERT INTO credential (id, kind, user_id, organization_id, name, scopes, environment, hint, allowed_ips, created_at)
      SELECT 'key_01' || lpad(n::text, 24, '0'), 'api_key', $1::uuid, $2, 'Key ' || n, ARRAY['agents:read', 'conversations:read', 'models:read'], 'live', 'sk_live_fill...' || n, '{}', now() - interval '30 days'
      FROM generate_series(1, $3::int) AS n ON CONFLICT (id) DO NOTHING RETURNING id
    )
    INSERT INTO credential_secret (hash, credential_id, created_at) SELECT encode(sha256(id::bytea), 'hex'), id, now() - interval '30 days' FROM made`;

/** Random to the third power: the first keys have most of the calls. */
const addRows = `
    WITH call AS MATERIALIZED (
      SELECT (extract(epoch FROM now()) * 1000 - random() * 30 * 86400000)::bigint AS at, 'key_01' || lpad((1 + floor($3::int * power(random(), 3)))::int::text, 24, '0') AS key,
        CASE WHEN random() < 0.05 THEN (ARRAY['IP_NOT_ALLOWED', 'RATE_LIMITED', 'FORBIDDEN', 'REVOKED'])[1 + floor(random() * 4)::int] END AS reason,
        floor(random() * 200)::int AS place, md5(random()::text) AS salt
      FROM generate_series(1, $4::int)
    )
    INSERT INTO request_log (id, occurred_at, credential_id, user_id, organization_id, secret_id, channel, reason, status, method, target, scopes, ip, user_agent, latency_micros, request_id)
    SELECT (lpad(to_hex(at), 12, '0') || '7' || substr(salt, 1, 3) || '8' || substr(salt, 4, 15))::uuid, to_timestamp(at / 1000.0), key, $1::uuid, $2, left(encode(sha256(key::bytea), 'hex'), 12), 'verify',
      reason, CASE WHEN reason IS NULL THEN 200 ELSE 403 END, 'GET', '/v1/agents/' || place, ARRAY['agents:read'], '203.0.113.' || place, 'program/' || place % 20, (random() * 5000)::int, 'req_' || left(salt, 26)
    FROM call`;

const addCounts = `
    INSERT INTO usage_count (subject, grain, period, outcome, calls)
    SELECT subject, $1, date_trunc($1, occurred_at), COALESCE(reason, 'allowed'), count(*)
    FROM request_log CROSS JOIN LATERAL (VALUES (credential_id), ('user:' || user_id)) AS counted(subject) GROUP BY 1, 3, 4`;

const addCallers = `
    INSERT INTO credential_caller (credential_id, secret_id, ip, user_agent, first_seen_at, last_seen_at, calls, refused)
    SELECT credential_id, secret_id, ip, user_agent, min(occurred_at), max(occurred_at), count(*), count(reason) FROM request_log GROUP BY 1, 2, 3, 4`;

const addScopeUses = `
    INSERT INTO credential_scope_use (credential_id, scope, first_used_at, last_used_at, calls)
    SELECT credential_id, 'agents:read', min(occurred_at), max(occurred_at), count(*) FROM request_log WHERE reason IS NULL GROUP BY 1`;
