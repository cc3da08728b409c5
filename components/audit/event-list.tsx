import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { CodeText } from "@/components/ui/code-block";
import { RelativeTime } from "@/components/ui/time";
import type { AuditEventView } from "@/lib/contract/audit";
import { describeAction } from "./describe-event";
import { EventIcon } from "./event-icon";

/** What happened, newest first. Each line opens to all that is known of it, also before JavaScript. */
export function EventList({ events }: { events: AuditEventView[] }) {
  return (
    <ol className="divide-y divide-line">
      {events.map((event) => (
        <li key={event.id}>
          <details className="group">
            <summary className="flex items-center gap-3.5 px-5 py-3 hover:bg-sunken/60 sm:px-6 -outline-offset-2">
              <EventIcon action={event.action} />
              <EventLine event={event} />
              <ChevronDown aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-180" />
            </summary>
            <EventFacts event={event} />
          </details>
        </li>
      ))}
    </ol>
  );
}

export function EventLine({ event }: { event: AuditEventView }) {
  return (
    <div className="grid min-w-0 flex-1 gap-x-6 text-sm sm:flex sm:items-center">
      <p className="min-w-0 truncate sm:flex-1">
        <span className="font-medium">{describeAction(event.action)}</span>
        {namesMore(event) ? <span className="text-muted"> {event.target.name}</span> : null}
      </p>
      <p className="flex min-w-0 gap-x-3 text-[0.8125rem] text-faint">
        <span className="max-w-32 truncate">{event.actor.name ?? event.actor.kind}</span>
        <RelativeTime value={event.occurred_at} className="shrink-0 sm:w-28 sm:text-right" />
      </p>
    </div>
  );
}

/** The name of a personal token is "Personal API token": it says nothing that the action does not. */
function namesMore(event: AuditEventView): boolean {
  return event.target.name !== undefined && !describeAction(event.action).startsWith(event.target.name);
}

function EventFacts({ event }: { event: AuditEventView }) {
  return (
    <div className="grid gap-4 border-t border-line bg-sunken/50 px-5 py-4 sm:px-6 sm:pl-17">
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
        <Fact label="When">
          <time dateTime={event.occurred_at}>{event.occurred_at.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC")}</time>
        </Fact>
        <Fact label="Action">
          <code>{event.action}</code>
        </Fact>
        <Fact label="Who">
          {event.actor.name ?? "–"} <span className="text-muted">by {event.actor.kind.replaceAll("_", " ")}</span>
        </Fact>
        <Fact label="From">{event.ip ? <code>{event.ip}</code> : "–"}</Fact>
        <Fact label="Target">
          <code>{event.target.id}</code>
        </Fact>
        <Fact label="Request">{event.request_id ? <code>{event.request_id}</code> : "–"}</Fact>
        {event.user_agent ? <Fact label="Agent">{event.user_agent}</Fact> : null}
        <Fact label="Place in the chain">
          {event.sequence}, <code title={event.hash}>{event.hash.slice(0, 16)}</code>
        </Fact>
      </dl>
      {Object.keys(event.detail).length > 0 ? (
        <CodeText code={JSON.stringify(event.detail, null, 2)} language="json" label="Detail" className="rounded-md border border-code-line bg-code text-code-ink" />
      ) : null}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="wrap-anywhere [&_code]:text-[0.8125rem] [&_code]:break-all">{children}</dd>
    </div>
  );
}
