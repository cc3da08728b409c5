"use client";

import Link from "next/link";
import { useState } from "react";
import { Card, CardBody } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { Usage } from "@/lib/contract/usage";
import { CallsChart } from "./calls-chart";
import { LimitState } from "./limit-state";
import { OldSecretCallers } from "./old-secret-callers";
import { useRequests, useUsage, type RequestPage, type Source } from "./queries";
import { RequestList } from "./request-list";
import { ScopeUses } from "./scope-uses";
import { TopAddresses } from "./top-addresses";

const ranges = [
  { value: "hour", label: "48 hours" },
  { value: "day", label: "30 days" },
] as const;

type UsagePanelProps = { source: Source; usage: Usage; requests: RequestPage; allRequests: string };

/** What a credential is used for, as it happens: calls over time, from where, with which scopes, and the latest ones. */
export function UsagePanel({ source, usage: initial, requests: initialPage, allRequests }: UsagePanelProps) {
  const [by, setBy] = useState<Usage["by"]>(initial.by);
  const page = useRequests(source, { limit: "8" }, initialPage);
  const usage = useUsage(source, by, page.data[0]?.id, initial);
  const hasCalls = usage.allowed + usage.refused > 0;
  return (
    <>
      <Card
        title="Calls"
        description={hasCalls ? `${usage.allowed.toLocaleString("en")} allowed and ${usage.refused.toLocaleString("en")} refused in the last ${by === "hour" ? "48 hours" : "30 days"}.` : `Nobody has called in the last ${by === "hour" ? "48 hours" : "30 days"}.`}
        actions={<SegmentedControl label="Time" value={by} options={ranges} onChange={setBy} />}
      >
        <CardBody className={hasCalls ? undefined : "pb-0"}>{hasCalls ? <CallsChart usage={usage} /> : null}</CardBody>
      </Card>
      {usage.previous ? <OldSecretCallers previous={usage.previous} /> : null}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <LimitState limits={usage.limits} />
          <TopAddresses addresses={usage.addresses} />
        </div>
        <ScopeUses scopes={usage.scopes} />
      </div>
      <Card title="Latest requests" description="A call is here a second after it was made." actions={<Link href={allRequests} className="link text-sm">All requests</Link>}>
        <div className="mt-4 border-t border-line">
          {page.data.length > 0 ? <RequestList requests={page.data} /> : <p className="px-5 py-6 text-sm text-muted sm:px-6">No request yet. Refused ones will be here as well, with the reason.</p>}
        </div>
      </Card>
    </>
  );
}
