import { StatusBadge } from "@/components/ui/status-badge";
import type { AttemptView } from "@/lib/contract/doctor";

export function OutcomeBadge({ outcome }: { outcome: AttemptView["outcome"] }) {
  return <StatusBadge status={outcome} looks={outcomes} />;
}

const outcomes = {
  connected: { tone: "good", label: "Connected" },
  failed: { tone: "bad", label: "Failed" },
  under_way: { tone: "brass", label: "Under way" },
  abandoned: { tone: "neutral", label: "Left off" },
} as const;
