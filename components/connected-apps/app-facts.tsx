import Link from "next/link";
import { Fact, FactGrid, Place } from "@/components/ui/facts";
import { RelativeTime } from "@/components/ui/time";
import type { ConnectedAppView } from "@/lib/contract/connected-apps";
import { paths } from "@/lib/paths";
import { ways } from "./ways";

export function AppFacts({ app, organization }: { app: ConnectedAppView; organization: string | undefined }) {
  return (
    <FactGrid>
      <Fact label="Last used">
        {app.last_used_at ? <RelativeTime value={app.last_used_at} /> : "Never"}
        <Place ip={app.last_used_ip} agent={app.last_used_user_agent} />
      </Fact>
      <Fact label="Calls">
        {app.calls.toLocaleString("en")}
        {app.first_used_at ? (
          <span className="block text-[0.8125rem] text-muted">
            the first <RelativeTime value={app.first_used_at} />
          </span>
        ) : null}
      </Fact>
      <Fact label={app.status === "active" ? "Ends" : "Was to end"}>
        <RelativeTime value={app.expires_at} />
      </Fact>
      <Fact label="Connected">
        <RelativeTime value={app.created_at} /> <span className="text-muted">{ways[app.grant_type]}</span>
        <Place ip={app.created_ip} agent={app.created_user_agent} />
      </Fact>
      <Fact label="For">
        <code className="text-[0.8125rem]">{app.resource}</code>
        <span className="block text-[0.8125rem] text-muted">{organization ?? "in all your organizations"}</span>
      </Fact>
      <Fact label="Registered as">
        <code className="text-[0.8125rem] break-all">{app.client.client_id}</code>
        {app.bound_key ? (
          <span className="block text-[0.8125rem] text-muted">
            bound to the key{" "}
            <Link href={paths.apiKey(app.bound_key.id)} className="link">
              {app.bound_key.name}
            </Link>
          </span>
        ) : null}
      </Fact>
    </FactGrid>
  );
}
