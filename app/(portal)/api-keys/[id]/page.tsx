import type { Metadata } from "next";
import { EditKeyForm } from "@/components/api-keys/edit-key-form";
import { KeyActions } from "@/components/api-keys/key-actions";
import { KeyFacts } from "@/components/api-keys/key-facts";
import { KeyLimits } from "@/components/api-keys/key-limits";
import { KeyStatus } from "@/components/api-keys/key-status";
import { RotationCard } from "@/components/rotation/rotation-card";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { toApiKeyView } from "@/lib/api-keys/view";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { listScopes } from "@/lib/scopes/list";
import { getProfile } from "@/lib/users/get-profile";
import { apiKeyOrNotFound } from "./api-key-or-not-found";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "API key" };

export default async function ApiKeyPage({ params }: Props) {
  const { id } = await params;
  const ctx = await userContext(paths.apiKey(id));
  const key = toApiKeyView(await apiKeyOrNotFound(ctx, id));
  const { organizations } = await getProfile(ctx);
  const organization = organizations.find(({ id: own }) => own === key.organization_id)?.name ?? key.organization_id;
  const mayChange = scopeAllows(ctx.principal.scopes, "keys:write");
  return (
    <>
      <PageHeader title={key.name} actions={<KeyStatus status={key.status} />}>
        <BackLink href={paths.apiKeys}>API Keys</BackLink>
      </PageHeader>
      <div className="grid gap-6">
        <KeyFacts apiKey={key} organization={organization} />
        {mayChange ? <RotationCard apiKey={key} host={config().publicUrl} /> : null}
        {mayChange ? <EditKeyForm apiKey={key} scopes={listScopes(ctx).rows} defaultLimit={config().ratePerMinute} /> : <KeyLimits apiKey={key} />}
        <KeyActions apiKey={key} mayChange={mayChange} />
      </div>
    </>
  );
}
