import { Users } from "lucide-react";
import type { SearchParams } from "@/components/search-params";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { describeCounts } from "@/components/users/list/describe-counts";
import { readUserFilter } from "@/components/users/list/read-filter";
import { UserFilter } from "@/components/users/list/user-filter";
import { UserTable } from "@/components/users/list/user-table";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { paths } from "@/lib/paths";
import { listUsers, toUserView } from "@/lib/users/find-users";
import { summarizeUsers } from "@/lib/users/govern/summarize";

export const generateMetadata = adminTitle("Users");

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await adminContext(paths.adminUsers);
  const { kept, query, isFiltered } = readUserFilter(await searchParams);
  const [{ rows, nextCursor }, summary] = await Promise.all([listUsers(ctx, query), summarizeUsers(ctx)]);
  return (
    <>
      <PageHeader title="Users" description={`${describeCounts(summary)} What you change acts on the next request of everything that a person holds.`} />
      {summary.admins === 1 && summary.all > 1 ? (
        <Notice tone="warn" title="There is one administrator alone" className="mb-6">
          If that account is lost, nobody can open the administration. Give the role Admin to somebody else you trust as well.
        </Notice>
      ) : null}
      <UserFilter key={JSON.stringify(kept)} values={kept} groups={summary.groups} />
      <Card>
        {rows.length > 0 ? (
          <UserTable users={rows.map(toUserView)} myId={ctx.principal.user.id} />
        ) : (
          <EmptyState icon={<Users />} title="Nobody here">
            {isFiltered ? "No account matches this filter. Choose less, or look for another part of the name." : "There are no more accounts."}
          </EmptyState>
        )}
      </Card>
      <Pager path={paths.adminUsers} query={kept} nextCursor={nextCursor} isFirst={!query.cursor} />
    </>
  );
}
