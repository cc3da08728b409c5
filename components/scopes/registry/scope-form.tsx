"use client";

import type { FormEvent } from "react";
import { describeError, fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useFocusError } from "@/components/use-focus-error";
import { roleChoices } from "@/components/users/roles";
import type { Role } from "@/lib/contract/scopes";
import type { ScopeView } from "@/lib/contract/scope-registry";

export type ScopeValues = { name: string; description: string; lowest_role: Role };

type ScopeFormProps = {
  /** Absent for a new one. */
  scope?: ScopeView;
  submitLabel: string;
  busy: boolean;
  error: unknown;
  onSubmit: (values: ScopeValues) => void;
  onCancel: () => void;
};

/** What a scope is called, what it allows, and who may hold it. The name cannot be changed later, the role of built-in ones not at all. */
export function ScopeForm({ scope, submitLabel, busy, error, onSubmit, onCancel }: ScopeFormProps) {
  const form = useFocusError(error);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    onSubmit({ name: String(values.get("name") ?? ""), description: String(values.get("description")), lowest_role: String(values.get("role") ?? "user") as Role });
  }
  return (
    <form ref={form} onSubmit={submit} className="grid gap-5 px-6 pt-5 pb-6" noValidate>
      {scope ? null : (
        <Field label="Name" error={fieldError(error, "name")} hint="Like maps:read or maps:write. Whoever holds maps:write has maps:read as well.">
          {(control) => <Input {...control} name="name" required maxLength={82} autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="maps:read" className="font-mono text-sm" />}
        </Field>
      )}
      <Field label="Description" error={fieldError(error, "description")} hint="What it allows, as people read it when they make a key or let an app in.">
        {(control) => <Input {...control} name="description" required maxLength={200} autoComplete="off" defaultValue={scope?.description} placeholder="See the maps" />}
      </Field>
      {scope?.built_in ? null : (
        <Field label="Lowest role" error={fieldError(error, "lowest_role")} hint="Nobody below may hold it. Whoever is below and holds it loses it at the next request.">
          {(control) => (
            <Select {...control} name="role" defaultValue={scope?.lowest_role ?? "user"}>
              {roleChoices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {error ? <Notice tone="bad">{describeError(error)}</Notice> : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
