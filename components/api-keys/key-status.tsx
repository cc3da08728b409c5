import { StatusBadge } from "@/components/ui/status-badge";
import type { ApiKeyView } from "@/lib/contract/api-keys";

export function KeyStatus({ status, isLeaked = false }: { status: ApiKeyView["status"] | "revoked"; isLeaked?: boolean }) {
  return <StatusBadge status={isLeaked ? "leaked" : status} looks={looks} />;
}

const looks = {
  active: { tone: "good", label: "Active" },
  paused: { tone: "warn", label: "Paused" },
  leaked: { tone: "bad", label: "Leaked" },
  revoked: { tone: "neutral", label: "Revoked" },
  expired: { tone: "neutral", label: "Expired" },
} as const;
