import type { OauthClientGroup } from "@/lib/contract/oauth-clients-admin";
import { DomainForm } from "./domain-form";
import { GroupActions } from "./group-actions";
import { MemberRow } from "./member-row";

export function GroupBody({ group }: { group: OauthClientGroup }) {
  return (
    <div className="grid gap-5 border-t border-line bg-sunken/50 px-5 py-4 text-sm sm:px-6 sm:pl-17">
      <dl className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        <div className="min-w-0">
          <dt className="text-xs text-faint">Answers go to</dt>
          <dd>
            {group.redirect_uris.length > 0 ? (
              group.redirect_uris.map((uri) => (
                <code key={uri} className="block text-[0.8125rem] break-all">
                  {uri}
                </code>
              ))
            ) : (
              <span className="text-muted">No browser: it uses none</span>
            )}
          </dd>
        </div>
        <div className="min-w-0">
          <dt className="text-xs text-faint">Domain that somebody has checked</dt>
          <dd>
            <DomainForm group={group} />
          </dd>
        </div>
      </dl>
      <GroupActions group={group} />
      <div className="overflow-hidden rounded-md border border-line bg-surface">
        <ul aria-label={`Registrations of ${group.client_name}`} className="max-h-96 divide-y divide-line overflow-y-auto" tabIndex={group.members.length > 6 ? 0 : undefined}>
          {group.members.map((member) => (
            <MemberRow key={member.id} member={member} alone={group.members.length === 1} />
          ))}
        </ul>
      </div>
      {group.clients > group.members.length ? <p className="text-xs text-faint">The newest {group.members.length} of {group.clients}. What is done to all is done to these; come back for the rest.</p> : null}
    </div>
  );
}
