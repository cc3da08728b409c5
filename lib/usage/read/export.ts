import type { UserContext } from "@/lib/context";
import { mostExported } from "@/lib/contract/usage";
import { toCsv } from "@/lib/csv";
import { listRequests, type LogEntry, type LogFilter } from "./list";
import { toLoggedRequest } from "./view";

/** What the log's page shows, as CSV. */
export async function exportRequests(ctx: UserContext, filter: LogFilter): Promise<string> {
  const { rows } = await listRequests(ctx, { ...filter, limit: mostExported });
  return toCsv(columns, rows.map(toCells));
}

const columns = ["time", "outcome", "reason", "status", "method", "target", "channel", "credential_id", "credential_name", "secret", "user", "organization_id", "ip", "user_agent", "scopes", "latency_ms", "asked_by", "request_id"];

function toCells(row: LogEntry): (string | number | undefined)[] {
  const { credential, user, ...call } = toLoggedRequest(row);
  return [
    call.occurred_at, call.outcome, call.reason, call.status, call.method, call.target, call.channel, credential.id, credential.name, credential.secret, user.username ?? user.id, call.organization_id, call.ip,
    call.user_agent, call.scopes.join(" "), call.latency_ms, call.asked_by, call.request_id,
  ];
}
