import type { ReactNode } from "react";
import { Place } from "@/components/ui/facts";
import { Masked } from "@/components/ui/key-tag";
import { ScopeChip } from "@/components/ui/scope-chip";
import { RelativeTime } from "@/components/ui/time";
import type { UserCredentialView } from "@/lib/contract/user-credentials";

export function CredentialFacts({ credential: held }: { credential: UserCredentialView }) {
  return (
    <dl className="grid gap-x-8 gap-y-3 border-t border-line bg-sunken/50 px-5 py-4 text-sm sm:grid-cols-2 sm:px-6 sm:pl-15">
      <Fact label="Scopes" wide>
        <span className="flex flex-wrap gap-1.5">{held.scopes.length > 0 ? held.scopes.map((name) => <ScopeChip key={name} name={name} />) : "None that the role allows"}</span>
      </Fact>
      <Fact label="Created">
        <RelativeTime value={held.created_at} />
        <Place ip={held.created_ip} agent={held.created_user_agent} />
      </Fact>
      <Fact label="Last used">
        {held.last_used_at ? <RelativeTime value={held.last_used_at} /> : "Never"}
        <Place ip={held.last_used_ip} agent={held.last_used_user_agent} />
      </Fact>
      <Fact label="Expires">{held.expires_at ? <RelativeTime value={held.expires_at} /> : "Never"}</Fact>
      <Fact label="Allowed addresses">{held.allowed_ips ? held.allowed_ips.join(", ") || "None" : "Any"}</Fact>
      {held.leaked ? (
        <Fact label="Reported as leaked">
          <RelativeTime value={held.leaked.reported_at} />
          {held.leaked.url ? <span className="block text-muted">found at {held.leaked.url}</span> : null}
        </Fact>
      ) : null}
      {held.seen_in_url_at ? (
        <Fact label="Appeared in a URL">
          <RelativeTime value={held.seen_in_url_at} />
        </Fact>
      ) : null}
      {held.organization_name ? <Fact label="Organization">{held.organization_name}</Fact> : null}
      {held.hint ? (
        <Fact label="Secret">
          <code className="text-[0.8125rem]">
            <Masked hint={held.hint} dots={4} />
          </code>
        </Fact>
      ) : null}
      {held.app ? (
        <Fact label="App">
          {held.app.name} <code className="block text-[0.8125rem] break-all text-muted">{held.app.client_id}</code>
        </Fact>
      ) : null}
      {held.parent_id ? (
        <Fact label="Made from, and ends with">
          <code className="text-[0.8125rem] break-all">{held.parent_id}</code>
        </Fact>
      ) : null}
      <Fact label="Id">
        <code className="text-[0.8125rem] break-all">{held.id}</code>
      </Fact>
    </dl>
  );
}

function Fact({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "min-w-0 sm:col-span-2" : "min-w-0"}>
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="mt-0.5 min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
