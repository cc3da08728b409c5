import { Plug, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { AppTable } from "@/components/connected-apps/app-table";
import { EndedList } from "@/components/connected-apps/ended-list";
import { one, type SearchParams } from "@/components/search-params";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { userContext } from "@/lib/auth/user-context";
import { listConnectedApps } from "@/lib/oauth/connections/find";
import { toConnectedAppView } from "@/lib/oauth/connections/view";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Connected apps" };

const fewEnded = 5;

export default async function ConnectedAppsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.connectedApps);
  const params = await searchParams;
  const cursor = one(params["cursor"]);
  const onlyEnded = one(params["status"]) === "ended";
  const active = onlyEnded ? { rows: [], nextCursor: undefined } : await listConnectedApps(ctx, { limit: 50, cursor, status: "active" });
  const ended = cursor && !onlyEnded ? { rows: [], nextCursor: undefined } : await listConnectedApps(ctx, { limit: onlyEnded ? 50 : fewEnded, cursor: onlyEnded ? cursor : undefined, status: "ended" });
  return (
    <>
      <PageHeader title="Connected apps" description="Programs that you let in with your account. Each does what you allowed it, for as long as you allowed it." actions={active.rows.length > 0 || onlyEnded ? <ConnectButton /> : undefined} />
      <div className="grid gap-6">
        {onlyEnded ? null : (
          <Card>
            {active.rows.length > 0 ? (
              <AppTable apps={active.rows.map(toConnectedAppView)} />
            ) : (
              <EmptyState icon={<Plug />} title="No app has access to your account" action={<ConnectButton />}>
                Connect Claude Code, Cursor or another client: it opens this portal, you choose what it may do, and it appears here.
              </EmptyState>
            )}
          </Card>
        )}
        {ended.rows.length > 0 ? (
          <Card title="Signed out" description="Apps that had access, and why they have it no longer." actions={onlyEnded || !ended.nextCursor ? undefined : <AllEndedButton />}>
            <EndedList apps={ended.rows.map(toConnectedAppView)} />
          </Card>
        ) : null}
      </div>
      <Pager path={paths.connectedApps} query={{ status: onlyEnded ? "ended" : undefined }} nextCursor={onlyEnded ? ended.nextCursor : active.nextCursor} isFirst={!cursor} />
    </>
  );
}

function ConnectButton() {
  return (
    <Button asChild variant="primary">
      <Link href={paths.connect}>
        <Plus aria-hidden /> Connect an app
      </Link>
    </Button>
  );
}

function AllEndedButton() {
  return (
    <Button asChild size="sm">
      <Link href={`${paths.connectedApps}?status=ended`}>Show all</Link>
    </Button>
  );
}
