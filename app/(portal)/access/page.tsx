import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { AccessFilter } from "@/components/access/access-filter";
import { AccessList } from "@/components/access/access-list";
import { readAccessFilter } from "@/components/access/read-filter";
import type { SearchParams } from "@/components/search-params";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { findOrganizations } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { scopeAllows } from "@/lib/contract/scopes";
import { listHoldings } from "@/lib/holdings/list";
import { toCredentialView } from "@/lib/holdings/view";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "All access" };

export default async function AccessPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.access);
  const { user, scopes } = ctx.principal;
  const isAdmin = user.role === "admin";
  const organizations = (await findOrganizations(ctx)).all.filter(({ personal }) => !personal);
  const { kept, query, isFiltered } = readAccessFilter(await searchParams, organizations, isAdmin);
  const { rows, nextCursor } = await listHoldings(ctx, query);
  return (
    <>
      <PageHeader title="All access" description="Everything that can act as you: sessions, tokens, keys and connected apps. What you do not know, revoke: it is refused from its next request on." />
      <AccessFilter key={JSON.stringify(kept)} values={kept} organizations={organizations} isAdmin={isAdmin} />
      <Card>
        {rows.length > 0 ? (
          <AccessList credentials={rows.map(toCredentialView)} me={user.id} mayChange={scopeAllows(scopes, "keys:write")} />
        ) : (
          <EmptyState icon={<ShieldCheck />} title={isFiltered ? "Nothing like that" : "Nothing"}>
            {isFiltered ? "No credential fits these filters." : "Nothing can act here."}
          </EmptyState>
        )}
      </Card>
      <Pager path={paths.access} query={kept} nextCursor={nextCursor} isFirst={!query.cursor} />
    </>
  );
}
