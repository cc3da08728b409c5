import type { LoggedRequest } from "@/lib/contract/usage";
import { toPublicId, type LogEntry } from "./list";

type View = LoggedRequest;

export function toLoggedRequest(row: LogEntry): View {
  return {
    id: toPublicId(row.id),
    occurred_at: row.occurred_at.toISOString(),
    outcome: row.reason === null ? "allowed" : "refused",
    reason: row.reason ?? undefined,
    credential: {
      id: row.credential_id,
      kind: (row.kind ?? undefined) as View["credential"]["kind"],
      name: row.name ?? undefined,
      ended: row.kind === null || row.ended === true || undefined,
      hint: row.hint ?? undefined,
      secret: row.superseded === null ? undefined : row.superseded ? "previous" : "current",
    },
    user: { id: row.user_id, username: row.username ?? undefined },
    organization_id: row.organization_id ?? undefined,
    channel: row.channel as View["channel"],
    asked_by: row.asked_by ?? undefined,
    method: row.method ?? undefined,
    target: row.target ?? undefined,
    status: row.status ?? undefined,
    scopes: row.scopes,
    ip: row.ip ?? undefined,
    user_agent: row.user_agent ?? undefined,
    latency_ms: row.latency_micros / 1000,
    request_id: row.request_id,
  };
}

export function toPage({ rows, nextCursor }: { rows: LogEntry[]; nextCursor: string | undefined }) {
  return { data: rows.map(toLoggedRequest), next_cursor: nextCursor };
}
