import { Fact, FactGrid, Place } from "@/components/ui/facts";
import { Masked } from "@/components/ui/key-tag";
import { RelativeTime } from "@/components/ui/time";
import type { ApiKeyView } from "@/lib/contract/api-keys";

type Shown = Pick<ApiKeyView, "hint" | "last_used_at" | "last_used_ip" | "last_used_user_agent" | "expires_at" | "environment" | "created_at" | "created_by">;

export function KeyFacts({ apiKey: key, organization }: { apiKey: Shown; organization: string }) {
  return (
    <FactGrid>
      <Fact label="Key">
        <code className="text-[0.8125rem]">
          <Masked hint={key.hint} dots={4} />
        </code>
      </Fact>
      <Fact label="Last used">
        {key.last_used_at ? <RelativeTime value={key.last_used_at} /> : "Never"}
        <Place ip={key.last_used_ip} agent={key.last_used_user_agent} />
      </Fact>
      <Fact label="Expires">{key.expires_at ? <RelativeTime value={key.expires_at} /> : "Never"}</Fact>
      <Fact label="Organization">{organization}</Fact>
      <Fact label="Environment">{key.environment === "live" ? "Live" : "Test"}</Fact>
      <Fact label="Created">
        <RelativeTime value={key.created_at} /> <span className="text-muted">by {key.created_by.username}</span>
      </Fact>
    </FactGrid>
  );
}
