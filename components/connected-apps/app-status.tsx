import { Badge } from "@/components/ui/badge";
import type { ConnectedAppView } from "@/lib/contract/connected-apps";

export function AppStatus({ status }: { status: ConnectedAppView["status"] }) {
  const { tone, label } = looks[status];
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}

const looks = {
  active: { tone: "good", label: "Has access" },
  expired: { tone: "neutral", label: "Expired" },
  revoked: { tone: "bad", label: "Signed out" },
} as const;
