import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { OrganizationList } from "@/components/organizations/organization-list";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findOrganizations } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { countMembers } from "@/lib/organizations/members/list";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Organizations" };

export default async function OrganizationsPage() {
  const ctx = await userContext(paths.organizations);
  const { all, current } = await findOrganizations(ctx);
  const members = await countMembers(all.map(({ id }) => id));
  const action = scopeAllows(ctx.principal.scopes, "organizations:write") ? <NewButton /> : undefined;
  return (
    <>
      <PageHeader title="Organizations" description="Keys and apps that a team shares belong to an organization, so that they do not hang on one person." actions={action} />
      <Card>
        <OrganizationList organizations={all.map((organization) => ({ ...organization, members: members.get(organization.id) ?? 1 }))} currentId={current?.id} />
      </Card>
    </>
  );
}

function NewButton() {
  return (
    <Button asChild variant="primary">
      <Link href={paths.newOrganization}>
        <Plus aria-hidden /> Create organization
      </Link>
    </Button>
  );
}
