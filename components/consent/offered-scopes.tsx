"use client";

import { useId } from "react";
import { isImplied } from "@/components/scopes/scope-groups";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import type { OfferedScope } from "@/lib/contract/consent";

type OfferedScopesProps = { title: string; scopes: OfferedScope[]; chosen: string[]; onChange: (chosen: string[]) => void; error?: string | undefined };

/** What the app may do, in words; what it can do without can be switched off. */
export function OfferedScopes({ title, scopes, chosen, onChange, error }: OfferedScopesProps) {
  const id = useId();
  const held = new Set(chosen);
  const toggle = (name: string) => onChange(held.has(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
  const reading = scopes.filter((scope) => scope.required || (scope.name.endsWith(":read") && !scope.sensitive)).map((scope) => scope.name);
  const usual = scopes.filter((scope) => scope.required || !scope.sensitive).map((scope) => scope.name);
  const hasWriting = reading.length > 0 && reading.length < usual.length;
  return (
    <fieldset className="min-w-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="float-left mb-2 pt-1 text-sm font-medium wrap-anywhere">{title}</legend>
      {hasWriting ? (
        <div className="mb-2 flex justify-end gap-1 noscript:hidden">
          <Button size="sm" variant="ghost" onClick={() => onChange(reading)}>
            Read only
          </Button>
          <Button size="sm" variant="ghost" onClick={() => onChange(usual)}>
            All
          </Button>
        </div>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="clear-both mb-2 text-sm text-bad">
          {error}
        </p>
      ) : null}
      <ul className="clear-both divide-y divide-line rounded-md border border-line">
        {inOrder(scopes).map((scope) => (
          <ScopeLine key={scope.name} scope={scope} checked={held.has(scope.name)} implied={isImplied(scope.name, held)} onToggle={toggle} />
        ))}
      </ul>
    </fieldset>
  );
}

function ScopeLine({ scope, checked, implied, onToggle }: { scope: OfferedScope; checked: boolean; implied: boolean; onToggle: (name: string) => void }) {
  const id = useId();
  const fixed = scope.required || implied;
  return (
    <li>
      {/* A box that cannot be switched off is not sent along: what it stands for is. */}
      {scope.required ? <input type="hidden" name="scope" value={scope.name} /> : null}
      <label htmlFor={id} className={fixed ? "flex gap-3 px-4 py-2.5" : "flex cursor-pointer gap-3 px-4 py-2.5 hover:bg-sunken/60"}>
        <Checkbox id={id} className="mt-0.5" name="scope" value={scope.name} checked={checked || fixed} disabled={fixed} onChange={() => onToggle(scope.name)} />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-0.5 text-sm">
          <span className="min-w-0 flex-1 basis-40">{scope.description}</span>
          <span className="flex flex-wrap items-center gap-1.5">
            <ScopeNotes scope={scope} implied={implied} />
            <code className="text-xs text-faint">{scope.name}</code>
          </span>
        </span>
      </label>
    </li>
  );
}

function ScopeNotes({ scope, implied }: { scope: OfferedScope; implied: boolean }) {
  return (
    <>
      {scope.sensitive ? <Badge tone="warn">powerful</Badge> : null}
      {scope.required ? <Badge>required</Badge> : implied ? <Badge>included</Badge> : null}
      {scope.granted ? <Badge tone="brass">allowed before</Badge> : null}
    </>
  );
}

/** By name, so that reading stands beside writing; what reaches far comes last. */
function inOrder(scopes: OfferedScope[]): OfferedScope[] {
  return scopes.toSorted((a, b) => Number(a.sensitive) - Number(b.sensitive) || a.name.localeCompare(b.name));
}
