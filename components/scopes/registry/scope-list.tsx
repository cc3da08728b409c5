import { Badge } from "@/components/ui/badge";
import { roleLabel } from "@/components/users/roles";
import type { ScopeView } from "@/lib/contract/scope-registry";
import { implicationsOf } from "./implications";
import { ScopeActions } from "./scope-actions";

export type HeldScope = ScopeView & { holders: number };

/** The registry: what each scope allows, who may hold it, what it brings along, and how many hold it. */
export function ScopeList({ scopes, all }: { scopes: HeldScope[]; all: string[] }) {
  return (
    <ul className="divide-y divide-line">
      {scopes.map((scope) => (
        <ScopeRow key={scope.name} scope={scope} all={all} />
      ))}
    </ul>
  );
}

function ScopeRow({ scope, all }: { scope: HeldScope; all: string[] }) {
  const { brings, broughtBy } = implicationsOf(scope.name, all);
  const facts = [brings ? `brings ${brings}` : "", broughtBy.length > 0 ? `comes with ${broughtBy.join(", ")}` : ""].filter(Boolean);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-5 py-3.5 text-sm sm:px-6 lg:grid-cols-[minmax(0,1fr)_9rem_9rem_5rem]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <code className="text-[0.8125rem] font-medium wrap-anywhere">{scope.name}</code>
          {scope.built_in ? null : <Badge tone="brass">your own</Badge>}
        </p>
        <p className="text-muted wrap-anywhere">{scope.description}</p>
        {facts.length > 0 ? <p className="text-xs text-faint wrap-anywhere">{facts.join("; ")}</p> : null}
      </div>
      <p className="text-muted max-lg:order-last max-lg:col-span-2 max-lg:text-xs">{whoMay(scope)}</p>
      <p className="text-muted tabular-nums max-lg:order-last max-lg:col-span-2 max-lg:text-xs">{scope.holders === 0 ? <span className="text-faint">held by none</span> : `held by ${scope.holders}`}</p>
      <div className="justify-self-end">
        <ScopeActions scope={scope} holders={scope.holders} />
      </div>
    </li>
  );
}

function whoMay({ lowest_role }: ScopeView): string {
  if (lowest_role === "viewer") return "Everybody";
  return lowest_role === "admin" ? "Admins only" : `${roleLabel(lowest_role)} and above`;
}
