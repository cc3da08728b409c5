import { Landmark } from "lucide-react";
import Link from "next/link";
import { OverviewTable } from "@/components/organizations/govern/overview-table";
import { readOrganizationFilter, states } from "@/components/organizations/govern/read-filter";
import type { SearchParams } from "@/components/search-params";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm } from "@/components/ui/filter-form";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { countOwnerless, listOrganizationOverviews } from "@/lib/organizations/govern/list";
import { paths } from "@/lib/paths";

export const generateMetadata = adminTitle("All organizations");

export default async function AllOrganizationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await adminContext(paths.adminOrganizations);
  const { kept, query, isFiltered } = readOrganizationFilter(await searchParams);
  const [{ rows, nextCursor }, ownerless] = await Promise.all([listOrganizationOverviews(ctx, query), countOwnerless(ctx)]);
  return (
    <>
      <PageHeader title="All organizations" description="Who owns each, and how large it is. What is in it stays its members’ own." />
      {ownerless > 0 && kept.state === undefined ? (
        <Notice tone="warn" title={ownerless === 1 ? "One organization has no owner who can act" : `${ownerless} organizations have no owner who can act`} className="mb-6">
          Its owners are suspended. <Link href={`${paths.adminOrganizations}?state=ownerless`} className="link">Look at {ownerless === 1 ? "it" : "them"}</Link>, and appoint somebody.
        </Notice>
      ) : null}
      <FilterForm
        key={JSON.stringify(kept)}
        action={paths.adminOrganizations}
        search={{ name: "search", label: "Search by name or id", placeholder: "Name or id", value: kept.search }}
        choices={[{ name: "state", label: "State", value: kept.state, options: states, className: "lg:w-64" }]}
      />
      <Card>
        {rows.length > 0 ? (
          <OverviewTable organizations={rows} />
        ) : (
          <EmptyState icon={<Landmark />} title={isFiltered ? "Nothing like that" : "No organizations yet"}>
            {isFiltered ? "No organization fits these filters." : "Whoever makes an organization appears here with it. Personal ones come and go with their account."}
          </EmptyState>
        )}
      </Card>
      <Pager path={paths.adminOrganizations} query={kept} nextCursor={nextCursor} isFirst={!query.cursor} />
    </>
  );
}
