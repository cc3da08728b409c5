import { Badge } from "@/components/ui/badge";
import type { ApiKeyView } from "@/lib/contract/api-keys";

export function KeyStatus({ status }: { status: ApiKeyView["status"] }) {
  const { tone, label } = looks[status];
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}

const looks = {
  active: { tone: "good", label: "Active" },
  paused: { tone: "warn", label: "Paused" },
  expired: { tone: "neutral", label: "Expired" },
} as const;
