import type { Metadata } from "next";
import { CreateKeyForm } from "@/components/api-keys/create-key-form";
import { RoleNote } from "@/components/role-note";
import { one, type SearchParams } from "@/components/search-params";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { findOrganizations } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { listManagedOrganizations } from "@/lib/organizations/list";
import { toOrganizationView } from "@/lib/organizations/view";
import { paths } from "@/lib/paths";
import { listScopes } from "@/lib/scopes/list";

export const metadata: Metadata = { title: "Create API key" };

export default async function NewApiKeyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const asked = one((await searchParams)["organization"]);
  const ctx = await userContext(paths.newApiKey);
  const { user, scopes } = ctx.principal;
  const [managed, { all, current }] = await Promise.all([listManagedOrganizations(ctx), findOrganizations(ctx)]);
  const organizations = managed.map(toOrganizationView);
  const wanted = all.find(({ id }) => id === asked) ?? current;
  const chosen = organizations.find(({ id }) => id === wanted?.id) ?? organizations.find(({ personal }) => personal) ?? organizations[0]!;
  const { publicUrl, keyPrefix, ratePerMinute } = config();
  const isElsewhere = wanted !== undefined && wanted.id !== chosen.id;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Create API key" description={isElsewhere ? `The key is shown once, right after it is made. In ${wanted.name} only owners and admins make keys: this one will be in ${chosen.name}.` : "The key is shown once, right after it is made."}>
        <BackLink href={paths.apiKeys}>API Keys</BackLink>
      </PageHeader>
      {scopeAllows(scopes, "keys:write") ? (
        <CreateKeyForm scopes={listScopes(ctx).rows} organizations={organizations} organizationId={chosen.id} host={publicUrl} keyPrefix={keyPrefix} defaultLimit={ratePerMinute} yourAddress={ctx.ip} />
      ) : (
        <RoleNote role={user.role} what="create keys" />
      )}
    </div>
  );
}
