import type { Metadata } from "next";
import { OauthAppFacts } from "@/components/oauth-apps/app-facts";
import { DeleteAppCard } from "@/components/oauth-apps/delete-app-card";
import { EditOauthAppForm } from "@/components/oauth-apps/edit-app-form";
import { SecretsCard } from "@/components/oauth-apps/secrets-card";
import { BackLink } from "@/components/ui/back-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound } from "@/lib/auth/or-not-found";
import { userContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { getClient, mayChangeClient } from "@/lib/oauth/clients/manage/find";
import { toClientView } from "@/lib/oauth/clients/manage/view";
import { paths } from "@/lib/paths";
import { getProfile } from "@/lib/users/get-profile";

export const metadata: Metadata = { title: "OAuth app" };

export default async function OauthAppPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await userContext(paths.oauthApp(id));
  const app = toClientView(await orNotFound(getClient(ctx, id)));
  const { organizations } = await getProfile(ctx);
  const organization = organizations.find(({ id: own }) => own === app.organization_id)?.name ?? app.organization_id;
  const mayChange = await mayChangeClient(ctx, id);
  const hasSecrets = app.token_endpoint_auth_method.startsWith("client_secret");
  return (
    <>
      <PageHeader title={app.client_name}>
        <BackLink href={paths.oauthApps}>My OAuth apps</BackLink>
      </PageHeader>
      <div className="grid gap-6">
        {app.status === "blocked" ? (
          <Notice tone="bad" title="An administrator has blocked this app">
            Nobody can connect it, and its tokens are refused.
          </Notice>
        ) : null}
        <OauthAppFacts app={app} issuer={config().publicUrl} organization={organization} />
        {mayChange && hasSecrets ? <SecretsCard app={app} /> : null}
        {mayChange ? <EditOauthAppForm app={app} /> : null}
        {mayChange ? <DeleteAppCard app={app} /> : null}
      </div>
    </>
  );
}
