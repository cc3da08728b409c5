import type { Metadata } from "next";
import { CreateAppForm } from "@/components/oauth-apps/create-app-form";
import { RoleNote } from "@/components/role-note";
import { BackLink } from "@/components/ui/back-link";
import { PageHeader } from "@/components/ui/page-header";
import { findOrganizations } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Register an OAuth app" };

export default async function NewOauthAppPage() {
  const ctx = await userContext(paths.newOauthApp);
  const { all, current } = await findOrganizations(ctx);
  const managed = all.filter(({ personal, role }) => !personal && role !== "member");
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Register an OAuth app" description="It gets a client id; a confidential app also a secret, shown once.">
        <BackLink href={paths.oauthApps}>My OAuth apps</BackLink>
      </PageHeader>
      {scopeAllows(ctx.principal.scopes, "keys:write") ? <CreateAppForm organizations={managed.map(({ id, name }) => ({ id, name }))} organizationId={managed.find(({ id }) => id === current?.id)?.id ?? ""} /> : <RoleNote role={ctx.principal.user.role} what="register apps" />}
    </div>
  );
}
