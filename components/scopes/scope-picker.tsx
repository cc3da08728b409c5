"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { scopesByNameOnly } from "@/lib/contract/scopes";
import { groupScopes, isImplied, presetScopes, type ScopeChoice, type ScopeGroup } from "./scope-groups";

type ScopePickerProps = { scopes: ScopeChoice[]; chosen: string[]; onChange: (chosen: string[]) => void; error?: string | undefined };

/** What a key may do, in words, with what the reader's role cannot give shown and closed. */
export function ScopePicker({ scopes, chosen, onChange, error }: ScopePickerProps) {
  const id = useId();
  const held = new Set(chosen);
  const toggle = (name: string) => onChange(held.has(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
  return (
    <fieldset className="grid gap-3" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="sr-only">Scopes</legend>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={() => onChange(presetScopes(scopes, "read", scopesByNameOnly))}>
          Read only
        </Button>
        <Button size="sm" onClick={() => onChange(presetScopes(scopes, "write", scopesByNameOnly))}>
          Read and write
        </Button>
        <Button size="sm" variant="ghost" onClick={() => onChange([])}>
          Clear
        </Button>
        <span className="ml-auto text-sm text-faint" aria-live="polite">
          {chosen.length} of {scopes.length} chosen
        </span>
      </div>
      {error ? (
        <p id={`${id}-error`} className="text-sm text-bad">
          Scopes {error}.
        </p>
      ) : null}
      <div className="divide-y divide-line overflow-hidden rounded-lg border border-line">
        {groupScopes(scopes).map((group) => (
          <GroupRow key={group.title} group={group} held={held} onToggle={toggle} />
        ))}
      </div>
    </fieldset>
  );
}

function GroupRow({ group, held, onToggle }: { group: ScopeGroup; held: ReadonlySet<string>; onToggle: (name: string) => void }) {
  return (
    <div className="grid gap-x-6 gap-y-1 bg-surface px-4 py-3 sm:grid-cols-[8rem_minmax(0,1fr)] dark:bg-transparent">
      <p className="pt-1.5 text-sm font-medium">{group.title}</p>
      <ul className="grid">
        {group.scopes.map((scope) => (
          <ScopeLine key={scope.name} scope={scope} checked={held.has(scope.name)} implied={isImplied(scope.name, held)} onToggle={onToggle} />
        ))}
      </ul>
    </div>
  );
}

function ScopeLine({ scope, checked, implied, onToggle }: { scope: ScopeChoice; checked: boolean; implied: boolean; onToggle: (name: string) => void }) {
  const id = useId();
  const closed = !scope.grantable;
  const note = closed ? (scope.closed_by ?? `needs the role ${scope.lowest_role}`) : implied ? "included" : scopesByNameOnly.includes(scope.name) ? "powerful" : undefined;
  return (
    <li>
      <label htmlFor={id} className={closed ? "flex gap-3 py-1.5 text-faint" : "flex cursor-pointer gap-3 py-1.5"}>
        <Checkbox id={id} className="mt-0.5" checked={checked || implied} disabled={closed || implied} onChange={() => onToggle(scope.name)} />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 text-sm">
          <code className="text-[0.8125rem]">{scope.name}</code>
          <span className={closed ? undefined : "text-muted"}>{scope.description}</span>
          {note ? <span className="text-xs text-faint">({note})</span> : null}
        </span>
      </label>
    </li>
  );
}
