import type { Metadata } from "next";
import { BackLink } from "@/components/ui/back-link";
import { CreateKeyForm } from "@/components/api-keys/create-key-form";
import { RoleNote } from "@/components/role-note";
import { PageHeader } from "@/components/ui/page-header";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { listScopes } from "@/lib/scopes/list";
import { getProfile } from "@/lib/users/get-profile";

export const metadata: Metadata = { title: "Create API key" };

export default async function NewApiKeyPage() {
  const ctx = await userContext(paths.newApiKey);
  const { organizations } = await getProfile(ctx);
  const { publicUrl, keyPrefix, ratePerMinute } = config();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Create API key" description="The key is shown once, right after it is made.">
        <BackLink href={paths.apiKeys}>API Keys</BackLink>
      </PageHeader>
      {scopeAllows(ctx.principal.scopes, "keys:write") ? (
        <CreateKeyForm scopes={listScopes(ctx).rows} organizations={organizations} host={publicUrl} keyPrefix={keyPrefix} defaultLimit={ratePerMinute} />
      ) : (
        <RoleNote role={ctx.principal.user.role} what="make keys" />
      )}
    </div>
  );
}
