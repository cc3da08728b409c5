import { CopyButton } from "@/components/ui/copy-button";
import { Fact, FactGrid } from "@/components/ui/facts";
import { KeyTag } from "@/components/ui/key-tag";
import { RelativeTime } from "@/components/ui/time";
import type { OauthClientView } from "@/lib/contract/oauth-clients";
import { grantChoices, kindOf } from "./app-kinds";

export function OauthAppFacts({ app, issuer, organization }: { app: OauthClientView; issuer: string; organization: string | undefined }) {
  const uses = grantChoices.filter(({ value }) => app.grant_types.includes(value)).map(({ hint }) => hint);
  return (
    <>
      <KeyTag value={app.client_id} label="Client id" actions={<CopyButton value={app.client_id} what="client id" />} />
      <FactGrid>
        <Fact label="Kind">{kindOf(app) === "public" ? "Public, without a secret" : "Confidential"}</Fact>
        <Fact label="Gets its tokens by">{uses.join(", ") || app.grant_types.join(", ")}</Fact>
        <Fact label="Last used">{app.last_used_at ? <RelativeTime value={app.last_used_at} /> : "Never"}</Fact>
        <Fact label="Belongs to">{organization ?? app.created_by?.username ?? "nobody"}</Fact>
        <Fact label="Registered">
          <RelativeTime value={app.created_at} />
          {app.created_by ? <span className="text-muted"> by {app.created_by.username}</span> : null}
        </Fact>
        <Fact label="Issuer for its settings">
          <code className="text-[0.8125rem]">{issuer}</code>
        </Fact>
      </FactGrid>
    </>
  );
}
