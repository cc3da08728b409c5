import type { Metadata } from "next";
import Link from "next/link";
import { AppFacts } from "@/components/connected-apps/app-facts";
import { AppStatus } from "@/components/connected-apps/app-status";
import { describeEnding } from "@/components/connected-apps/describe-ending";
import { DisconnectCard } from "@/components/connected-apps/disconnect-card";
import { EditAppForm } from "@/components/connected-apps/edit-app-form";
import { TrustBadge } from "@/components/consent/client-heading";
import { BackLink } from "@/components/ui/back-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { UsagePanel } from "@/components/usage/usage-panel";
import { orNotFound } from "@/lib/auth/or-not-found";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { config } from "@/lib/env/config";
import { getConnectedApp } from "@/lib/oauth/connections/find";
import { toConnectedAppView } from "@/lib/oauth/connections/view";
import { paths } from "@/lib/paths";
import { listScopes } from "@/lib/scopes/list";
import { getProfile } from "@/lib/users/get-profile";
import { getUsedConnection } from "@/lib/usage/read/find-credential";
import { readUsage } from "@/lib/usage/read/read-usage";

export const metadata: Metadata = { title: "Connected app" };

export default async function ConnectedAppPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await userContext(paths.connectedApp(id));
  const app = toConnectedAppView(await orNotFound(getConnectedApp(ctx, id)));
  const { organizations } = await getProfile(ctx);
  const organization = organizations.find(({ id: own }) => own === app.organization_id)?.name ?? app.organization_id;
  const { usage, requests } = await readUsage(await getUsedConnection(ctx, id));
  const isActive = app.status === "active";
  const mayChange = isActive && scopeAllows(ctx.principal.scopes, "keys:write");
  return (
    <>
      <PageHeader
        title={app.name}
        actions={
          <span className="flex flex-wrap gap-2">
            <TrustBadge client={app.client} />
            <AppStatus status={app.status} />
          </span>
        }
      >
        <BackLink href={paths.connectedApps}>Connected apps</BackLink>
      </PageHeader>
      <div className="grid gap-6">
        {isActive ? null : (
          <Notice tone="info" title={`Signed out: ${describeEnding(app).text}`}>
            To use it again, <Link href={paths.connect} className="link">connect it again</Link>. What happened before is in the <Link href={paths.doctor} className="link">connection doctor</Link>.
          </Notice>
        )}
        <AppFacts app={app} organization={organization} />
        <UsagePanel source={{ kind: "app", id }} usage={usage} requests={requests} allRequests={paths.requestsOf(id)} />
        {mayChange ? <EditAppForm app={app} scopes={listScopes(ctx).rows} longestSeconds={config().refreshTokenTtlSeconds} /> : null}
        {isActive ? <DisconnectCard app={app} /> : null}
      </div>
    </>
  );
}
