import type { Metadata } from "next";
import { CreateOrganizationForm } from "@/components/organizations/create-organization-form";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { userContext } from "@/lib/auth/user-context";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Create an organization" };

export default async function NewOrganizationPage() {
  await userContext(paths.newOrganization);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Create an organization" description="You become its owner, and can invite others.">
        <BackLink href={paths.organizations}>Organizations</BackLink>
      </PageHeader>
      <CreateOrganizationForm />
    </div>
  );
}
