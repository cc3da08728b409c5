import { CreateProtectedApiForm } from "@/components/protected-apis/create-form";
import { isTemplate } from "@/components/protected-apis/templates";
import { one, type SearchParams } from "@/components/search-params";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { listScopes } from "@/lib/scopes/list";

export const generateMetadata = adminTitle("Protect an API");

export default async function NewProtectedApiPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await adminContext(paths.newAdminApi());
  const template = one((await searchParams)["template"]);
  const scopes = listScopes(ctx).rows.map(({ name, description }) => ({ name, description }));
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Protect an API" description="From the moment it is saved Keyhouse answers the prefix.">
        <BackLink href={paths.adminApis}>Protected APIs</BackLink>
      </PageHeader>
      <CreateProtectedApiForm template={isTemplate(template) ? template : "rest"} scopes={scopes} host={config().publicUrl} />
    </div>
  );
}
