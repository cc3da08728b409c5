import type { Metadata } from "next";
import { EditKeyForm } from "@/components/api-keys/edit-key-form";
import { KeyActions } from "@/components/api-keys/key-actions";
import { KeyFacts } from "@/components/api-keys/key-facts";
import { KeyLimits } from "@/components/api-keys/key-limits";
import { KeyStatus } from "@/components/api-keys/key-status";
import { describeBreaches, describeConsequence } from "@/components/organizations/policy/describe-policy";
import { LeakedKey } from "@/components/leaks/leaked-key";
import { RotationCard } from "@/components/rotation/rotation-card";
import { BackLink } from "@/components/ui/back-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { UsagePanel } from "@/components/usage/usage-panel";
import { findEndedApiKey } from "@/lib/api-keys/ended";
import { getApiKey } from "@/lib/api-keys/find";
import { toApiKeyView } from "@/lib/api-keys/view";
import { orNotFound } from "@/lib/auth/or-not-found";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { requireMembership } from "@/lib/organizations/membership";
import { toOrganizationView } from "@/lib/organizations/view";
import { paths } from "@/lib/paths";
import { listScopes } from "@/lib/scopes/list";
import { getUsedKey } from "@/lib/usage/read/find-credential";
import { readUsage } from "@/lib/usage/read/read-usage";
import { EndedKey } from "./ended-key";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "API key" };

export default async function ApiKeyPage({ params }: Props) {
  const { id } = await params;
  const ctx = await userContext(paths.apiKey(id));
  const ended = await findEndedApiKey(ctx, id);
  if (ended) return <EndedKey ctx={ctx} apiKey={ended} />;
  const key = toApiKeyView(await orNotFound(getApiKey(ctx, id)));
  const organization = toOrganizationView(await requireMembership(ctx, key.organization_id));
  const { usage, requests } = await readUsage(await getUsedKey(ctx, id));
  const mayChange = scopeAllows(ctx.principal.scopes, "keys:write");
  return (
    <>
      <PageHeader title={key.name} actions={<KeyStatus status={key.status} isLeaked={key.leaked !== undefined} />}>
        <BackLink href={paths.apiKeys}>API Keys</BackLink>
      </PageHeader>
      <div className="grid gap-6">
        {key.outside_policy ? (
          <Notice tone="warn" title={`Outside the policies of ${organization.name}`}>
            This key {describeBreaches(key.outside_policy)}. {describeConsequence(key.outside_policy)}
          </Notice>
        ) : null}
        <LeakedKey apiKey={key} host={config().publicUrl} mayChange={mayChange} />
        <KeyFacts apiKey={key} organization={organization.name} />
        <UsagePanel source={{ kind: "key", id }} usage={usage} requests={requests} allRequests={paths.requestsOf(id)} />
        {mayChange && !key.leaked ? <RotationCard apiKey={key} host={config().publicUrl} /> : null}
        {mayChange ? <EditKeyForm apiKey={key} scopes={listScopes(ctx).rows} organization={organization} defaultLimit={config().ratePerMinute} yourAddress={ctx.ip} /> : <KeyLimits apiKey={key} />}
        <KeyActions apiKey={key} mayChange={mayChange} />
      </div>
    </>
  );
}
