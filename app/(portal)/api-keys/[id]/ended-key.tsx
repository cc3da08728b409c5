import { EndedKeyNotice } from "@/components/api-keys/ended-key-notice";
import { KeyFacts } from "@/components/api-keys/key-facts";
import { KeyStatus } from "@/components/api-keys/key-status";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { UsagePanel } from "@/components/usage/usage-panel";
import type { EndedApiKey } from "@/lib/api-keys/ended";
import type { UserContext } from "@/lib/context";
import { config } from "@/lib/env/config";
import { requireMembership } from "@/lib/organizations/membership";
import { paths } from "@/lib/paths";
import { getUsedKey } from "@/lib/usage/read/find-credential";
import { readUsage } from "@/lib/usage/read/read-usage";

/** The story of a key outlives it: nothing here can be pressed. */
export async function EndedKey({ ctx, apiKey }: { ctx: UserContext; apiKey: EndedApiKey }) {
  const { id, name, ended } = apiKey;
  const { organization } = await requireMembership(ctx, apiKey.organization_id);
  const { usage, requests } = await readUsage(await getUsedKey(ctx, id));
  return (
    <>
      <PageHeader title={name} actions={<KeyStatus status="revoked" />}>
        <BackLink href={paths.apiKeys}>API Keys</BackLink>
      </PageHeader>
      <div className="grid gap-6">
        <EndedKeyNotice ended={ended} logDays={config().requestLogDays} />
        <KeyFacts apiKey={apiKey} organization={organization.name} />
        <UsagePanel source={{ kind: "key", id }} usage={usage} requests={requests} allRequests={paths.requestsOf(id)} />
      </div>
    </>
  );
}
