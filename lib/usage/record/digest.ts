import { newUuid } from "@/lib/ids";
import { redact } from "@/lib/log";
import { secretIdOf, type Call } from "./call";

/** What a batch of calls comes to. Each map's key holds the columns of its table's key, so that a batch names no row twice. */
export type Digest = {
  rows: LogRow[];
  counts: Map<string, CountRow>;
  callers: Map<string, CallerRow>;
  scopes: Map<string, ScopeRow>;
  /** Calls that were counted and not listed. */
  unlisted: number;
};

export type LogRow = {
  id: string;
  occurred_at: string;
  credential_id: string;
  user_id: string;
  organization_id?: string | undefined;
  secret_id?: string | undefined;
  channel: string;
  asked_by?: string | undefined;
  reason?: string | undefined;
  status?: number | undefined;
  method?: string | undefined;
  target?: string | undefined;
  scopes: string;
  ip?: string | undefined;
  user_agent?: string | undefined;
  latency_micros: number;
  request_id: string;
};
export type CountRow = { subject: string; grain: "hour" | "day"; period: number; outcome: string; calls: number };
export type CallerRow = { credential_id: string; secret_id: string; ip: string; user_agent: string; first_at: number; last_at: number; calls: number; refused: number };
export type ScopeRow = { credential_id: string; scope: string; first_at: number; last_at: number; calls: number };

export const emptyDigest = (): Digest => ({ rows: [], counts: new Map(), callers: new Map(), scopes: new Map(), unlisted: 0 });

const hour = 3_600_000;
const day = 86_400_000;

/** Adds one call to every count that it belongs to; `isListed` says whether it gets a row of its own as well. */
export function addCall(digest: Digest, call: Call, isListed: boolean): void {
  const { principal, secretHash } = call.recognised!;
  const secretId = secretHash === undefined ? "" : secretIdOf(secretHash);
  for (const subject of subjectsOf(call)) {
    count(digest, subject, "hour", call.at - (call.at % hour), call);
    count(digest, subject, "day", call.at - (call.at % day), call);
  }
  addCaller(digest, call, principal.credentialId, secretId);
  if (call.reason === undefined) for (const scope of call.scopes ?? []) addScope(digest, call, principal.credentialId, scope);
  if (isListed) digest.rows.push(toRow(call, secretId, digest.rows.length));
  else digest.unlisted++;
}

/** Whose counts a call adds to. A daily quota may be spent by several credentials; it counts the calls that took from it. */
function subjectsOf({ recognised, reason }: Call): string[] {
  const { credentialId, user, organizationId, quotaPerDay, budgetId } = recognised!.principal;
  const subjects = [credentialId, `user:${user.id}`, "house"];
  if (organizationId !== undefined) subjects.push(`organization:${organizationId}`);
  if (quotaPerDay !== undefined && (reason === undefined || reason === "FORBIDDEN")) subjects.push(`quota:${budgetId}`);
  return subjects;
}

function count({ counts }: Digest, subject: string, grain: "hour" | "day", period: number, { reason = "allowed" }: Call): void {
  const key = `${subject} ${grain} ${period} ${reason}`;
  const known = counts.get(key);
  if (known) known.calls++;
  else counts.set(key, { subject, grain, period, outcome: reason, calls: 1 });
}

function addCaller({ callers }: Digest, { ip = "", userAgent = "", at, reason }: Call, credentialId: string, secretId: string): void {
  const agent = userAgent.slice(0, 200);
  const key = `${credentialId} ${secretId} ${ip} ${agent}`;
  const refused = reason === undefined ? 0 : 1;
  const known = callers.get(key);
  if (!known) return void callers.set(key, { credential_id: credentialId, secret_id: secretId, ip, user_agent: agent, first_at: at, last_at: at, calls: 1, refused });
  known.last_at = Math.max(known.last_at, at);
  known.calls++;
  known.refused += refused;
}

function addScope({ scopes }: Digest, { at }: Call, credentialId: string, scope: string): void {
  const key = `${credentialId} ${scope}`;
  const known = scopes.get(key);
  if (!known) return void scopes.set(key, { credential_id: credentialId, scope, first_at: at, last_at: at, calls: 1 });
  known.last_at = Math.max(known.last_at, at);
  known.calls++;
}

function toRow(call: Call, secretId: string, position: number): LogRow {
  const { principal } = call.recognised!;
  return {
    id: newUuid(call.at, position),
    occurred_at: new Date(call.at).toISOString(),
    credential_id: principal.credentialId,
    user_id: principal.user.id,
    organization_id: principal.organizationId,
    secret_id: secretId || undefined,
    channel: call.channel,
    asked_by: call.askedBy,
    reason: call.reason,
    status: call.status,
    method: call.method?.slice(0, 20),
    // a path that others tell us may hold a secret, as in /bots/<token>/messages
    target: call.target && redact(call.target).slice(0, 300),
    scopes: (call.scopes ?? []).join(" "),
    ip: call.ip,
    user_agent: call.userAgent?.slice(0, 400),
    latency_micros: call.latencyMicros,
    request_id: call.requestId,
  };
}

/** What could not be written is added to what has come since; the oldest rows go first where there are too many. */
export function mergeDigests(older: Digest, newer: Digest, mostRows: number): Digest {
  const rows = [...older.rows, ...newer.rows];
  const kept = rows.slice(-mostRows);
  add(older.counts, newer.counts);
  for (const [key, row] of newer.callers) {
    const known = older.callers.get(key);
    older.callers.set(key, known ? { ...row, first_at: known.first_at, calls: known.calls + row.calls, refused: known.refused + row.refused } : row);
  }
  for (const [key, row] of newer.scopes) {
    const known = older.scopes.get(key);
    older.scopes.set(key, known ? { ...row, first_at: known.first_at, calls: known.calls + row.calls } : row);
  }
  return { ...older, rows: kept, unlisted: older.unlisted + newer.unlisted + rows.length - kept.length };
}

function add(counts: Digest["counts"], more: Digest["counts"]): void {
  for (const [key, row] of more) {
    const known = counts.get(key);
    if (known) known.calls += row.calls;
    else counts.set(key, row);
  }
}
