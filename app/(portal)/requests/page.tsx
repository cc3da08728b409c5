import { Download } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "@/components/search-params";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { LiveRequests } from "@/components/usage/live-requests";
import { readRequestFilter } from "@/components/usage/read-filter";
import { RequestFilter } from "@/components/usage/request-filter";
import { RequestList } from "@/components/usage/request-list";
import { userContext } from "@/lib/auth/user-context";
import { config } from "@/lib/env/config";
import { paths } from "@/lib/paths";
import { listLoggedCredentials } from "@/lib/usage/read/credentials";
import { listRequests } from "@/lib/usage/read/list";
import { toPage } from "@/lib/usage/read/view";

export const metadata: Metadata = { title: "Request log" };

const limit = 50;

export default async function RequestsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.requests);
  const { shown, query, cursor } = readRequestFilter(await searchParams);
  const { user } = ctx.principal;
  const isAdmin = user.role === "admin";
  const filter = { ...query, user_id: isAdmin && shown.whose === "mine" ? user.id : undefined };
  const [page, credentials] = await Promise.all([listRequests(ctx, { ...filter, limit, cursor }).then(toPage), listLoggedCredentials(ctx)]);
  const asked = Object.fromEntries(Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return (
    <>
      <PageHeader
        title="Request log"
        description={`Every call with ${isAdmin ? "anybody’s" : "your"} keys, tokens and connected apps, allowed or refused, and why. Kept for ${config().requestLogDays} days; a new call is here within two seconds.`}
        actions={
          <Button asChild>
            <a href={`${paths.requestsExport}?${new URLSearchParams({ ...asked, format: "csv" })}`} download>
              <Download aria-hidden /> CSV
            </a>
          </Button>
        }
      />
      <RequestFilter shown={shown} credentials={credentials} seesAll={isAdmin} />
      <Card>
        {cursor ? <RequestList requests={page.data} named /> : <LiveRequests filter={{ ...asked, limit: String(limit) }} initial={page} isFiltered={Object.keys(asked).length > 0} />}
      </Card>
      <Pager path={paths.requests} query={shown} nextCursor={page.next_cursor} isFirst={!cursor} />
    </>
  );
}
