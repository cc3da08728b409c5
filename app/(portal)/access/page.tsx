import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { AccessFilter } from "@/components/access/access-filter";
import { AccessList } from "@/components/access/access-list";
import { everybody, readAccessFilter } from "@/components/access/read-filter";
import type { SearchParams } from "@/components/search-params";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { findOrganizations } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { listChildren } from "@/lib/holdings/children";
import { listHoldings, type Holding } from "@/lib/holdings/list";
import { toCredentialView } from "@/lib/holdings/view";
import { paths } from "@/lib/paths";
import { rightsOf } from "@/lib/safety/rights";

export const metadata: Metadata = { title: "All access" };

const descriptions = {
  mine: "Everything that can act as you: sessions, tokens, keys and connected apps. What you do not know, revoke: it is refused from its next request on.",
  organization: "What acts in this organization: what is yours, and, for its owners and admins, the keys of all its members.",
  everybody: "Everything that can act as anybody here. What is not yours you can pause, resume and revoke; its owner is told.",
};

export default async function AccessPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.access);
  const { user } = ctx.principal;
  const isAdmin = user.role === "admin";
  const organizations = (await findOrganizations(ctx)).all.filter(({ personal }) => !personal);
  const { kept, query, isFiltered } = readAccessFilter(await searchParams, organizations, isAdmin);
  // what a filter finds stands for itself; without one, tokens by exchange stand under what they were made from
  const [{ rows, nextCursor }, rightsTo] = await Promise.all([listHoldings(ctx, { ...query, onlyRoots: !isFiltered }), rightsOf(ctx)]);
  const children = isFiltered ? [] : await listChildren(rows);
  const toHeld = (row: Holding) => ({ ...toCredentialView(row), rights: rightsTo(row) });
  return (
    <>
      <PageHeader title="All access" description={descriptions[kept.of === undefined ? "mine" : kept.of === everybody ? "everybody" : "organization"]} />
      <AccessFilter key={JSON.stringify(kept)} values={kept} organizations={organizations} isAdmin={isAdmin} />
      <Card>
        {rows.length > 0 ? (
          <AccessList credentials={rows.map(toHeld)} descendants={children.map(toHeld)} me={user.id} isAdmin={isAdmin} />
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
