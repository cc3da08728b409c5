"use client";

import type { RuleValues } from "../values";

type Methods = RuleValues["methods"];
type MethodChoiceProps = { methods: Methods; onChange: (methods: Methods) => void; error: string | undefined };

const offered = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const satisfies Methods;

/** "Any", or some. HEAD goes with GET, and stands here only where a rule names it (made by the API). */
export function MethodChoice({ methods, onChange, error }: MethodChoiceProps) {
  const isAny = methods.includes("*");
  const shown: Methods = [...offered, ...(methods.includes("HEAD") ? (["HEAD"] as const) : [])];
  const toggle = (method: Methods[number]) => onChange(methods.includes(method) ? methods.filter((one) => one !== method) : [...methods.filter((one) => one !== "*"), method]);
  return (
    <fieldset className="grid content-start gap-1.5 sm:col-span-2">
      <legend className="mb-1.5 text-sm font-medium">Methods</legend>
      <div className="flex flex-wrap gap-1.5">
        <Toggle label="Any" checked={isAny} onChange={() => onChange(isAny ? ["GET"] : ["*"])} />
        {shown.map((method) => (
          <Toggle key={method} label={method} checked={methods.includes(method)} onChange={() => toggle(method)} />
        ))}
      </div>
      {error ? <p className="text-sm text-bad">Choose at least one.</p> : null}
    </fieldset>
  );
}

function Toggle({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return (
    <label className="relative flex h-8 cursor-pointer items-center rounded-md border border-line bg-surface px-2.5 font-mono text-xs text-muted hover:bg-sunken has-checked:border-action has-checked:bg-action has-checked:text-on-action has-focus-visible:outline-2 has-focus-visible:outline-brass dark:bg-sunken">
      <input type="checkbox" checked={checked} onChange={onChange} className="absolute inset-0 cursor-pointer opacity-0" />
      {label}
    </label>
  );
}
