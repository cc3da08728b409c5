import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import type { Usage } from "@/lib/contract/usage";

/** Where calls come from, most first; the bar behind says how much of them. */
export function TopAddresses({ addresses }: Pick<Usage, "addresses">) {
  const most = Math.max(...addresses.map(({ calls }) => calls), 1);
  return (
    <Card title="From where">
      {addresses.length === 0 ? (
        <p className="px-5 pt-2 pb-5 text-sm text-muted sm:px-6">No address yet.</p>
      ) : (
        <ul className="grid gap-1 px-3 pt-3 pb-4 sm:px-4">
          {addresses.map(({ ip, calls, refused, last_at }) => (
            <li key={ip} className="relative grid gap-x-4 rounded-md px-2 py-1.5 text-sm sm:flex sm:items-baseline">
              <span aria-hidden className="absolute inset-y-0 left-0 -z-0 rounded-md bg-brass-soft" style={{ width: `${(calls / most) * 100}%` }} />
              <code className="relative min-w-0 flex-1 truncate text-[0.8125rem]">{ip}</code>
              <span className="relative flex gap-x-4 text-[0.8125rem] text-muted">
                <span className="tabular-nums">
                  {calls.toLocaleString("en")} {calls === 1 ? "call" : "calls"}
                  {refused > 0 ? <span className="text-bad">, {refused.toLocaleString("en")} refused</span> : null}
                </span>
                <RelativeTime value={last_at} className="sm:w-28 sm:text-right" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
