import Link from "next/link";
import { EventIcon } from "@/components/audit/event-icon";
import { EventLine } from "@/components/audit/event-list";
import { Card } from "@/components/ui/card";
import type { AuditEventView } from "@/lib/contract/audit";
import { paths } from "@/lib/paths";

/** The end of the audit log, as a reminder that there is one. */
export function RecentEvents({ events, className }: { events: AuditEventView[]; className?: string }) {
  return (
    <Card
      title="Lately"
      className={className}
      actions={
        <Link href={paths.auditLog} className="link text-sm">
          Audit log
        </Link>
      }
    >
      <ol className="mt-3.5 divide-y divide-line border-t border-line">
        {events.map((event) => (
          <li key={event.id} className="flex items-center gap-3.5 px-5 py-2.5 sm:px-6">
            <EventIcon action={event.action} />
            <EventLine event={event} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
