"use client";

import { Activity } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";
import { useRequests, type RequestFilter, type RequestPage } from "./queries";
import { RequestList } from "./request-list";

/** The first page of the log, as it grows. */
export function LiveRequests({ filter, initial, isFiltered }: { filter: RequestFilter; initial: RequestPage; isFiltered: boolean }) {
  const { data } = useRequests(undefined, filter, initial);
  if (data.length > 0) return <RequestList requests={data} named />;
  return (
    <EmptyState icon={<Activity />} title={isFiltered ? "Nothing here" : "No call yet"} action={isFiltered ? undefined : <Button asChild variant="primary"><Link href={paths.apiToken}>Make the first call</Link></Button>}>
      {isFiltered ? "No call matches this filter. Choose another outcome, or a longer period." : "Calls with your keys, tokens and connected apps appear here by themselves, allowed or refused, and why."}
    </EmptyState>
  );
}
