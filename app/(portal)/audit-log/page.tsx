import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { actionKinds } from "@/components/audit/describe-event";
import { AuditActions } from "@/components/audit/audit-actions";
import { EventList } from "@/components/audit/event-list";
import { readFilter } from "@/components/audit/read-filter";
import { ShownOrganization } from "@/components/organizations/shown-organization";
import { periods } from "@/components/periods";
import type { SearchParams } from "@/components/search-params";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm } from "@/components/ui/filter-form";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listAuditEvents, toAuditEventView } from "@/lib/audit/list";
import { findOrganizations } from "@/lib/auth/current-organization";
import { userContext } from "@/lib/auth/user-context";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.auditLog);
  const { action, period, query } = readFilter(await searchParams);
  const { current } = await findOrganizations(ctx);
  const { rows, nextCursor } = await listAuditEvents(ctx, { ...query, organization_id: current?.id });
  const isAdmin = ctx.principal.user.role === "admin";
  return (
    <>
      <PageHeader
        title="Audit log"
        description={isAdmin ? "Every sign-in and every change by everybody. Entries are chained: none can be altered or taken out unseen." : "Every sign-in and every change of yours and of your organizations."}
      />
      <ShownOrganization current={current} what="Events" path={paths.auditLog} note="Sign-ins and changes of your account belong to none." />
      <FilterForm
        action={paths.auditLog}
        choices={[
          { name: "action", label: "Kind of action", value: action, options: actionKinds, className: "sm:w-52" },
          { name: "period", label: "Period", value: period, options: periods },
        ]}
      />
      <AuditActions exportAddress={exportAddress({ action: query.action, since: query.since, organization_id: current?.id })} mayVerify={isAdmin} />
      <Card>
        {rows.length > 0 ? (
          <EventList events={rows.map(toAuditEventView)} />
        ) : (
          <EmptyState icon={<ScrollText />} title="Nothing here">
            No event matches this filter. Choose another kind or a longer period.
          </EmptyState>
        )}
      </Card>
      <Pager path={paths.auditLog} query={{ action, period }} nextCursor={nextCursor} isFirst={!query.cursor} />
    </>
  );
}

/** What the page shows, as a file. */
function exportAddress(filter: Record<string, string | undefined>): string {
  const asked = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return `${paths.auditExport}?${asked}`;
}
