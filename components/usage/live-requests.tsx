"use client";

import { Activity } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { useRequests, type RequestFilter, type RequestPage } from "./queries";
import { RequestList } from "./request-list";

/** The first page of the log, as it grows. */
export function LiveRequests({ filter, initial }: { filter: RequestFilter; initial: RequestPage }) {
  const { data } = useRequests(undefined, filter, initial);
  if (data.length > 0) return <RequestList requests={data} named />;
  return (
    <EmptyState icon={<Activity />} title="Nothing here">
      No call matches this filter. Choose another outcome, a longer period, or make a call: it appears here by itself.
    </EmptyState>
  );
}
