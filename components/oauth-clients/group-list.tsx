import { BadgeCheck, ChevronDown } from "lucide-react";
import { ClientTile } from "@/components/consent/client-tile";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/time";
import type { OauthClientGroup } from "@/lib/contract/oauth-clients-admin";
import { GroupBody } from "./group-body";
import { kindLabel } from "./words";

/** All clients, identical ones as one line. Each opens to its registrations and to what can be done about them. */
export function ClientGroupList({ groups }: { groups: OauthClientGroup[] }) {
  return (
    <ul className="divide-y divide-line">
      {groups.map((group) => (
        <li key={group.key}>
          <details className="group" open={groups.length === 1 || group.pending > 0}>
            <summary className="flex items-center gap-3.5 px-5 py-3.5 hover:bg-sunken/60 sm:px-6 -outline-offset-2">
              <ClientTile name={group.client_name} />
              <GroupLine group={group} />
              <ChevronDown aria-hidden className="size-4 shrink-0 text-faint transition-transform group-open:rotate-180" />
            </summary>
            <GroupBody group={group} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function GroupLine({ group }: { group: OauthClientGroup }) {
  return (
    <>
      <span className="min-w-0 flex-1 text-sm">
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="min-w-0 font-medium wrap-anywhere">{group.client_name}</span>
          {group.verified_domain ? (
            <span className="inline-flex items-center gap-1 text-xs text-good">
              <BadgeCheck aria-hidden className="size-4" />
              {group.verified_domain}
            </span>
          ) : null}
          {group.pending > 0 ? <Badge tone="warn">{group.clients === 1 ? "waits for approval" : `${group.pending} wait for approval`}</Badge> : null}
          {group.blocked > 0 ? <Badge tone="bad">{group.clients === 1 ? "blocked" : `${group.blocked} blocked`}</Badge> : null}
        </span>
        <span className="block truncate text-[0.8125rem] text-faint">
          {kindLabel(group.kind)}
          {group.clients > 1 ? `, ${group.clients} times` : ""}
          {", "}
          <RelativeTime value={group.last_registered_at} />
        </span>
      </span>
      <span className="hidden shrink-0 text-right text-[0.8125rem] text-muted sm:block">
        {describePeople(group)}
        <span className="block text-faint">
          {group.last_used_at ? (
            <>
              used <RelativeTime value={group.last_used_at} />
            </>
          ) : (
            "not used yet"
          )}
        </span>
      </span>
    </>
  );
}

function describePeople({ people, live_grants }: OauthClientGroup): string {
  if (live_grants === 0) return "nobody connected";
  const connections = live_grants === people ? "" : `, ${live_grants} connections`;
  return `${people === 1 ? "1 person" : `${people} people`}${connections}`;
}
