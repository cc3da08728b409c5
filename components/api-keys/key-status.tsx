import { StatusBadge } from "@/components/ui/status-badge";
import type { ApiKeyView } from "@/lib/contract/api-keys";

export function KeyStatus({ status }: { status: ApiKeyView["status"] }) {
  return <StatusBadge status={status} looks={looks} />;
}

const looks = {
  active: { tone: "good", label: "Active" },
  paused: { tone: "warn", label: "Paused" },
  expired: { tone: "neutral", label: "Expired" },
} as const;
