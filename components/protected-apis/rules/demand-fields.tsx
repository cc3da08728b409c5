"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { roleChoices } from "@/components/users/roles";
import type { DemandValues } from "../values";

export type ScopeOption = { name: string; description: string };

type DemandFieldsProps = {
  values: DemandValues;
  onChange: (change: Partial<DemandValues>) => void;
  scopes: ScopeOption[];
  error: unknown;
  /** Where the server names these fields: `rules.0`. */
  at: string;
};

/** What a caller must hold: a scope, and, where somebody wants that, a role and a group. */
export function DemandFields({ values: { scope, lowestRole, groups }, onChange, scopes, error, at }: DemandFieldsProps) {
  const [isOpen, setOpen] = useState(lowestRole !== "" || groups !== "");
  return (
    <>
      <Field label="Scope" error={fieldError(error, `${at}.scope`)}>
        {(control) => (
          <Select {...control} value={scope} onChange={(event) => onChange({ scope: event.target.value })}>
            <option value="">No scope in particular</option>
            {scopes.map(({ name, description }) => (
              <option key={name} value={name}>
                {name}: {description}
              </option>
            ))}
            {scope && !scopes.some(({ name }) => name === scope) ? <option value={scope}>{scope} (there is no such scope any more)</option> : null}
          </Select>
        )}
      </Field>
      {isOpen ? (
        <>
          <Field label="Lowest role" error={fieldError(error, `${at}.roles`)}>
            {(control) => (
              <Select {...control} value={lowestRole} onChange={(event) => onChange({ lowestRole: event.target.value as DemandValues["lowestRole"] })}>
                <option value="">Any role</option>
                {roleChoices.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {value === "admin" ? label : `${label} and above`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Groups" optional error={fieldError(error, `${at}.groups`)} hint="With commas between; one of them is enough.">
            {(control) => <Input {...control} value={groups} onChange={(event) => onChange({ groups: event.target.value })} autoComplete="off" spellCheck={false} placeholder="engineering, platform" />}
          </Field>
        </>
      ) : (
        <Button size="sm" variant="ghost" className="-ml-3 self-end justify-self-start sm:ml-0 sm:h-10" onClick={() => setOpen(true)}>
          <Plus aria-hidden /> Ask for a role or group
        </Button>
      )}
    </>
  );
}
