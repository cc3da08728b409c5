import type { Metadata } from "next";
import { CreateOrganizationForm } from "@/components/organizations/create-organization-form";
import { RoleNote } from "@/components/role-note";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Create an organization" };

export default async function NewOrganizationPage() {
  const { user, scopes } = (await userContext(paths.newOrganization)).principal;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Create an organization" description="You become its owner, and can invite others.">
        <BackLink href={paths.organizations}>Organizations</BackLink>
      </PageHeader>
      {scopeAllows(scopes, "organizations:write") ? <CreateOrganizationForm /> : <RoleNote role={user.role} what="create organizations" />}
    </div>
  );
}
