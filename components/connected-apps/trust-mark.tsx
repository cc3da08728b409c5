import { BadgeCheck, ShieldQuestion } from "lucide-react";
import type { ShownClient } from "@/lib/contract/consent";

/** Whether somebody has checked whose app this is, as a small sign beside its name. */
export function TrustMark({ client }: { client: ShownClient }) {
  const Icon = client.verified ? BadgeCheck : ShieldQuestion;
  const words = client.verified ? `Verified: ${client.verified_domain}` : "Unverified";
  return (
    <span title={words} className={client.verified ? "text-good" : "text-warn"}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{words}</span>
    </span>
  );
}
