import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/time";
import type { ProtectedApiView } from "@/lib/contract/protected-apis";

/** One word about it. */
export function ApiStatus({ api: { is_enabled, health } }: { api: Pick<ProtectedApiView, "is_enabled" | "health"> }) {
  if (!is_enabled) return <Badge>Switched off</Badge>;
  if (health.status === "down") return <Badge tone="bad">Upstream away</Badge>;
  return health.status === "up" ? <Badge tone="good">Working</Badge> : <Badge tone="brass">Not called yet</Badge>;
}

/** How the upstream has answered recently, in words. */
export function ApiHealth({ health }: { health: ProtectedApiView["health"] }) {
  const { status, last_success_at: success, last_failure_at: failure, last_failure: why, consecutive_failures: times } = health;
  if (status === "up" && success) {
    return (
      <>
        answered <RelativeTime value={success} />
      </>
    );
  }
  if (status === "down" && failure) {
    return (
      <>
        did not answer <RelativeTime value={failure} />
        {why ? `: ${why}` : ""}
        {times > 1 ? ` (${times} times in a row)` : ""}
      </>
    );
  }
  return "has not been asked since this server started";
}
