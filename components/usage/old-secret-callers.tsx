import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import type { Usage } from "@/lib/contract/usage";
import { describeAgent } from "@/lib/describe-agent";

/** After a rotation: who has not got the new secret yet. */
export function OldSecretCallers({ previous }: { previous: NonNullable<Usage["previous"]> }) {
  const callers = previous.flatMap((secret) => secret.callers.map((caller) => ({ ...caller, hint: secret.hint })));
  return (
    <Card title="Who still uses the old secret" actions={callers.length === 0 ? <Badge tone="good">Safe to retire</Badge> : <Badge tone="warn">{callers.length === 1 ? "1 caller" : `${callers.length} callers`}</Badge>}>
      {callers.length === 0 ? (
        <p className="px-5 pt-1 pb-5 text-sm text-muted sm:px-6">Nobody has called with it since the rotation.</p>
      ) : (
        <ul className="mt-3.5 divide-y divide-line border-t border-line text-sm">
          {callers.map(({ ip, user_agent, last_at, hint }) => (
            <li key={`${hint} ${ip} ${user_agent}`} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-5 py-2.5 sm:px-6">
              <code className="text-[0.8125rem]">{ip ?? "unknown address"}</code>
              <span className="min-w-0 flex-1 truncate text-muted" title={user_agent}>{describeAgent(user_agent)}</span>
              <span className="text-[0.8125rem] text-faint">
                last call <RelativeTime value={last_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
