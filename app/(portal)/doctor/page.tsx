import { Stethoscope } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { AttemptList } from "@/components/doctor/attempt-list";
import { periods, readPeriod } from "@/components/periods";
import { one, type SearchParams } from "@/components/search-params";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm } from "@/components/ui/filter-form";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { userContext } from "@/lib/auth/user-context";
import { listAttempts, toAttemptView } from "@/lib/oauth/doctor/list-attempts";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Connection doctor" };

const outcomes = [
  { value: "", label: "All attempts" },
  { value: "true", label: "Failed ones" },
];

export default async function DoctorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await userContext(paths.doctor);
  const params = await searchParams;
  const cursor = one(params["cursor"]);
  const failed = one(params["failed"]) === "true";
  const { period, since } = readPeriod(params);
  const { rows, nextCursor } = await listAttempts(ctx, { limit: 30, cursor, failed: failed ? "true" : undefined, since });
  const isAdmin = ctx.principal.user.role === "admin";
  return (
    <>
      <PageHeader
        title="Connection doctor"
        description={isAdmin ? "Every attempt of an app to connect in the last 30 days, step by step, with the cause and the fix where one failed." : "Your apps’ attempts to connect in the last 30 days, step by step, with the cause and the fix where one failed."}
        actions={
          <Button asChild variant="primary">
            <Link href={paths.doctorTest}>
              <Stethoscope aria-hidden /> Test an address
            </Link>
          </Button>
        }
      />
      <FilterForm
        action={paths.doctor}
        choices={[
          { name: "failed", label: "Which attempts", value: failed ? "true" : "", options: outcomes },
          { name: "period", label: "Period", value: period, options: periods },
        ]}
      />
      <Card>
        {rows.length > 0 ? (
          <AttemptList attempts={rows.map(toAttemptView)} />
        ) : (
          <EmptyState
            icon={<Stethoscope />}
            title={failed ? "Nothing has failed" : period ? "No app has tried to connect in this time" : "No app has tried to connect yet"}
            action={
              <Button asChild>
                <Link href={paths.connect}>Connect an app</Link>
              </Button>
            }
          >
            When an app discovers this server, registers, asks you and fetches its tokens, each step appears here within a second.
          </EmptyState>
        )}
      </Card>
      <Pager path={paths.doctor} query={{ failed: failed ? "true" : undefined, period }} nextCursor={nextCursor} isFirst={!cursor} />
    </>
  );
}
