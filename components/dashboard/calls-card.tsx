import Link from "next/link";
import { Card, CardBody } from "@/components/ui/card";
import { CallsChart } from "@/components/usage/calls-chart";
import type { Usage } from "@/lib/contract/usage";
import { paths } from "@/lib/paths";

/** What all of the reader's credentials did in the last days. */
export function CallsCard({ usage }: { usage: Pick<Usage, "by" | "allowed" | "refused" | "periods"> }) {
  return (
    <Card
      title="Calls of the last two weeks"
      actions={
        <Link href={paths.requests} className="link text-sm">
          Request log
        </Link>
      }
    >
      <CardBody className="pt-4">
        {usage.allowed + usage.refused > 0 ? <CallsChart usage={usage} /> : <p className="text-sm text-muted">No call yet. The first is here seconds after you make it.</p>}
      </CardBody>
    </Card>
  );
}
