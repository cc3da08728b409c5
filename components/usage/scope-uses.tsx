import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/badge";
import { ScopeChip } from "@/components/ui/scope-chip";
import { RelativeTime } from "@/components/ui/time";
import type { Usage } from "@/lib/contract/usage";

type Scope = Usage["scopes"][number];

/** What it may do against what it does: a scope that no call needs can go. */
export function ScopeUses({ scopes }: Pick<Usage, "scopes">) {
  const used = scopes.filter(({ calls }) => calls > 0).sort((left, right) => right.calls - left.calls);
  const unused = scopes.filter(({ calls }) => calls === 0);
  return (
    <Card title="Scopes used" description={used.length === 0 ? "No call has needed a scope yet." : `Calls have needed ${used.length} of ${scopes.filter(({ held }) => held).length} scopes that it holds.`}>
      <div className="mt-3.5 divide-y divide-line border-t border-line">
        {used.length > 0 ? (
          <ul className="divide-y divide-line text-sm">
            {used.map((scope) => (
              <Used key={scope.name} scope={scope} />
            ))}
          </ul>
        ) : null}
        {unused.length > 0 ? (
          <div className="grid gap-2 px-5 py-4 sm:px-6">
            <p className="text-[0.8125rem] text-muted">Held and never needed:</p>
            <p className="flex flex-wrap gap-1.5">
              {unused.map(({ name }) => (
                <ScopeChip key={name} name={name} />
              ))}
            </p>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function Used({ scope: { name, held, calls, last_used_at } }: { scope: Scope }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5 sm:px-6">
      <ScopeChip name={name} />
      {held ? null : <Badge tone="warn">Not held now</Badge>}
      <span className="flex gap-x-4 text-[0.8125rem] text-muted tabular-nums sm:ml-auto">
        <span>
          {calls.toLocaleString("en")} {calls === 1 ? "call" : "calls"}
        </span>
        {last_used_at ? <RelativeTime value={last_used_at} className="text-faint sm:w-28 sm:text-right" /> : null}
      </span>
    </li>
  );
}
