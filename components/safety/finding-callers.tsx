import { RelativeTime } from "@/components/ui/time";
import type { Finding } from "@/lib/contract/safety";
import { describeAgent } from "@/lib/describe-agent";

const mostInSight = 5;

type Callers = NonNullable<Finding["callers"]>;

/** From where it was called, the latest first; a long list opens. */
export function FindingCallers({ callers }: { callers: Callers }) {
  const [inSight, more] = [callers.slice(0, mostInSight), callers.slice(mostInSight)];
  return (
    <div className="grid gap-1 text-[0.8125rem]">
      <Lines callers={inSight} />
      {more.length > 0 ? (
        <details>
          <summary className="link w-fit">{more.length} more</summary>
          <div className="mt-1">
            <Lines callers={more} />
          </div>
        </details>
      ) : null}
    </div>
  );
}

function Lines({ callers }: { callers: Callers }) {
  return (
    <ul className="grid gap-1">
      {callers.map(({ ip, user_agent, last_at }) => (
        <li key={`${ip} ${user_agent}`} className="flex flex-wrap items-baseline gap-x-3">
          <code>{ip ?? "unknown address"}</code>
          {user_agent ? <span className="text-muted">{describeAgent(user_agent)}</span> : null}
          <span className="text-faint">
            last call <RelativeTime value={last_at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
