import { AppWindow, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { OauthAppList } from "@/components/oauth-apps/app-list";
import { ShownOrganization } from "@/components/organizations/shown-organization";
import { one, type SearchParams } from "@/components/search-params";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { findOrganizations } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { listClients } from "@/lib/oauth/clients/manage/find";
import { toClientView } from "@/lib/oauth/clients/manage/view";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "My OAuth apps" };

export default async function OauthAppsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.oauthApps);
  const cursor = one((await searchParams)["cursor"]);
  const { current } = await findOrganizations(ctx);
  const within = current?.personal ? { isOwn: true } : { organization_id: current?.id };
  const { rows, nextCursor } = await listClients(ctx, { limit: 50, cursor, ...within });
  const action = scopeAllows(ctx.principal.scopes, "keys:write") ? <RegisterButton /> : undefined;
  return (
    <>
      <PageHeader title="My OAuth apps" description="Apps that you build, registered by hand. Clients that register themselves, as most MCP clients do, need none of this." actions={rows.length > 0 ? action : undefined} />
      <ShownOrganization current={current} what="Apps" path={paths.oauthApps} />
      <Card>
        {rows.length > 0 ? (
          <OauthAppList apps={rows.map(toClientView)} />
        ) : (
          <EmptyState icon={<AppWindow />} title={cursor ? "No more apps" : "No app registered"} action={action}>
            Register an app that other people connect to their accounts, or a server that gets tokens for itself.
          </EmptyState>
        )}
      </Card>
      <Pager path={paths.oauthApps} nextCursor={nextCursor} isFirst={!cursor} />
    </>
  );
}

function RegisterButton() {
  return (
    <Button asChild variant="primary">
      <Link href={paths.newOauthApp}>
        <Plus aria-hidden /> Register app
      </Link>
    </Button>
  );
}
