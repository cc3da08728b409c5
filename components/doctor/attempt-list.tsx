import Link from "next/link";
import { ClientTile } from "@/components/consent/client-tile";
import { describeAgent } from "@/lib/describe-agent";
import { RelativeTime } from "@/components/ui/time";
import type { AttemptView } from "@/lib/contract/doctor";
import { paths } from "@/lib/paths";
import { OutcomeBadge } from "./outcome-badge";

/** One line for each time an app tried to connect: how it went and, if badly, why. */
export function AttemptList({ attempts }: { attempts: AttemptView[] }) {
  return (
    <ul className="divide-y divide-line">
      {attempts.map((attempt) => (
        <li key={attempt.id} className="relative flex items-center gap-3.5 px-5 py-3.5 hover:bg-sunken/60 sm:px-6">
          <ClientTile name={nameOf(attempt)} />
          <div className="min-w-0 flex-1 text-sm">
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link href={paths.attempt(attempt.id)} className="min-w-0 truncate font-medium after:absolute after:inset-0">
                {nameOf(attempt)}
              </Link>
              <OutcomeBadge outcome={attempt.outcome} />
            </p>
            <p className="truncate text-muted">{attempt.cause?.title ?? lastWords(attempt)}</p>
          </div>
          <div className="hidden shrink-0 text-right text-[0.8125rem] text-faint sm:block">
            <RelativeTime value={attempt.last_at} className="text-muted" />
            <p className="max-w-48 truncate">
              {attempt.user ? `${attempt.user.username}, ` : ""}
              {attempt.ip ?? "unknown address"}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What an app calls itself, or what can be told of it before it has said so. */
export function nameOf(attempt: Pick<AttemptView, "client_name" | "client_id" | "user_agent">): string {
  return attempt.client_name ?? attempt.client_id ?? describeAgent(attempt.user_agent);
}

function lastWords({ outcome, steps_count: steps, last_step: last }: AttemptView): string {
  const count = steps === 1 ? "1 step" : `${steps} steps`;
  return outcome === "connected" ? `All went well in ${count}` : `${count}, the last one: ${last.replaceAll("_", " ")}`;
}
