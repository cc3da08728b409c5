import { CircleCheck, CircleSlash } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";
import { ConsentCard } from "../consent-card";

/** After the answer: where to go on. */
export function DeviceDone({ allowed }: { allowed: boolean }) {
  return (
    <ConsentCard>
      <h1 className="sr-only">Connect a device</h1>
      <div role="status" className="-mx-6 -my-7 sm:-mx-8">
        <EmptyState
          icon={allowed ? <CircleCheck /> : <CircleSlash />}
          title={allowed ? "The device is connected" : "The device was refused"}
          action={
            <Button asChild>
              <Link href={paths.connectedApps}>Connected apps</Link>
            </Button>
          }
        >
          {allowed ? "Go back to it: it notices within a few seconds. You can close this page." : "It gets no access. If you did not begin this yourself, there is nothing more to do."}
        </EmptyState>
      </div>
    </ConsentCard>
  );
}
