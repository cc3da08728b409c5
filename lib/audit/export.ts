import { mostExportedEvents } from "@/lib/contract/audit";
import type { AuditEventView } from "@/lib/contract/audit";
import type { UserContext } from "@/lib/context";
import { toCsv } from "@/lib/csv";
import { listAuditEvents, toAuditEventView, type AuditQuery } from "./list";

const batch = 1000;

/** The events that match and that the caller may see, newest first, as CSV or one JSON object a line. */
export async function exportAuditEvents(ctx: UserContext, { format, ...filter }: Omit<AuditQuery, "limit" | "cursor"> & { format: "csv" | "ndjson" }): Promise<string> {
  const events: AuditEventView[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAuditEvents(ctx, { ...filter, limit: Math.min(batch, mostExportedEvents - events.length), cursor });
    events.push(...page.rows.map(toAuditEventView));
    cursor = page.nextCursor;
  } while (cursor !== undefined && events.length < mostExportedEvents);
  return format === "csv" ? toCsv(columns, events.map(toCells)) : events.map((event) => `${JSON.stringify(event)}\n`).join("");
}

const columns = ["sequence", "time", "action", "actor", "actor_kind", "actor_user_id", "actor_credential_id", "target_type", "target_id", "target_name", "organization_id", "ip", "user_agent", "request_id", "detail", "hash", "id"];

function toCells({ actor, target, detail, ...event }: AuditEventView): (string | number | undefined)[] {
  return [
    event.sequence, event.occurred_at, event.action, actor.name, actor.kind, actor.user_id, actor.credential_id, target.type, target.id, target.name, event.organization_id, event.ip, event.user_agent, event.request_id,
    JSON.stringify(detail), event.hash, event.id,
  ];
}
