import type { Metadata } from "next";
import { RoleNote } from "@/components/role-note";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { CreateWebhookForm } from "@/components/webhooks/create-webhook-form";
import { findOrganizations } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Create a webhook" };

export default async function NewWebhookPage() {
  const ctx = await userContext(paths.newWebhook);
  const { user, scopes } = ctx.principal;
  const { all, current } = await findOrganizations(ctx);
  const managed = all.filter(({ personal, role }) => !personal && role !== "member").map(({ id, name }) => ({ id, name }));
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Create a webhook" description="Its signing secret is shown once. Messages follow the Standard Webhooks specification.">
        <BackLink href={paths.webhooks}>Webhooks</BackLink>
      </PageHeader>
      {scopeAllows(scopes, "keys:write") ? (
        <CreateWebhookForm organizations={managed} organizationId={managed.find(({ id }) => id === current?.id)?.id ?? ""} isAdmin={user.role === "admin"} />
      ) : (
        <RoleNote role={user.role} what="create webhooks" />
      )}
    </div>
  );
}
