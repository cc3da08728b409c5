import { StatusBadge } from "@/components/ui/status-badge";
import type { ConnectedAppView } from "@/lib/contract/connected-apps";

export function AppStatus({ status }: { status: ConnectedAppView["status"] }) {
  return <StatusBadge status={status} looks={looks} />;
}

const looks = {
  active: { tone: "good", label: "Has access" },
  expired: { tone: "neutral", label: "Expired" },
  revoked: { tone: "bad", label: "Signed out" },
} as const;
