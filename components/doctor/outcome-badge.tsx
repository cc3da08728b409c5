import { Badge } from "@/components/ui/badge";
import type { AttemptView } from "@/lib/contract/doctor";

export function OutcomeBadge({ outcome }: { outcome: AttemptView["outcome"] }) {
  const { tone, label } = outcomes[outcome];
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}

const outcomes = {
  connected: { tone: "good", label: "Connected" },
  failed: { tone: "bad", label: "Failed" },
  under_way: { tone: "brass", label: "Under way" },
  abandoned: { tone: "neutral", label: "Left off" },
} as const;
