import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Masked } from "@/components/ui/key-tag";
import { RelativeTime } from "@/components/ui/time";
import type { ApiKeyView } from "@/lib/contract/api-keys";

export function KeyFacts({ apiKey: key, organization }: { apiKey: ApiKeyView; organization: string }) {
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg bg-line lg:grid-cols-3">
        <Fact label="Key">
          <code className="text-[0.8125rem]">
            <Masked hint={key.hint} dots={4} />
          </code>
        </Fact>
        <Fact label="Last used">
          {key.last_used_at ? <RelativeTime value={key.last_used_at} /> : "Never"}
          {key.last_used_ip ? <code className="block text-[0.8125rem] text-muted">{key.last_used_ip}</code> : null}
          {key.last_used_user_agent ? <span className="block truncate text-[0.8125rem] text-muted" title={key.last_used_user_agent}>{key.last_used_user_agent}</span> : null}
        </Fact>
        <Fact label="Expires">{key.expires_at ? <RelativeTime value={key.expires_at} /> : "Never"}</Fact>
        <Fact label="Organization">{organization}</Fact>
        <Fact label="Environment">{key.environment === "live" ? "Live" : "Test"}</Fact>
        <Fact label="Created">
          <RelativeTime value={key.created_at} /> <span className="text-muted">by {key.created_by.username}</span>
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-surface px-4 py-3.5 sm:px-5">
      <dt className="text-xs text-faint">{label}</dt>
      <dd className="mt-0.5 min-w-0 text-sm wrap-anywhere">{children}</dd>
    </div>
  );
}
