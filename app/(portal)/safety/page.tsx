import type { Metadata } from "next";
import { FindingList } from "@/components/safety/finding-list";
import { readSafetyFilter } from "@/components/safety/read-filter";
import { SafetyFilter } from "@/components/safety/safety-filter";
import { SafetyHeadline } from "@/components/safety/safety-headline";
import type { SearchParams } from "@/components/search-params";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { findOrganizations } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { paths } from "@/lib/paths";
import { listFindings } from "@/lib/safety/list";
import { toFindings } from "@/lib/safety/view";
import { titleAndWhy } from "@/lib/safety/words";

export const metadata: Metadata = { title: "Safety" };

export default async function SafetyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.safety);
  const { user } = ctx.principal;
  const isAdmin = user.role === "admin";
  const organizations = (await findOrganizations(ctx)).all.filter(({ personal }) => !personal);
  const { kept, query } = readSafetyFilter(await searchParams, organizations, isAdmin);
  const { rows, nextCursor, summary } = await listFindings(ctx, query);
  const words = Object.fromEntries(rows.map(({ kind }) => [kind, titleAndWhy(kind)]));
  return (
    <>
      <PageHeader title="Safety" description="What could go wrong with the keys, tokens and connected apps that are out, why it matters, and the one press that repairs it." />
      <SafetyHeadline summary={summary} of={kept.of} />
      <SafetyFilter values={kept} summary={summary} organizations={organizations} isAdmin={isAdmin} />
      <FindingList findings={await toFindings(ctx, rows)} words={words} me={user.id} isFiltered={kept.kind !== undefined} isDismissed={kept.show === "meant"} />
      <Pager path={paths.safety} query={kept} nextCursor={nextCursor} isFirst={!query.cursor} words={{ first: "First page", next: "More" }} />
    </>
  );
}
