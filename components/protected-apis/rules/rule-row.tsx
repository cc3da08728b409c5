"use client";

import { Trash2 } from "lucide-react";
import { fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { Layer, RuleValues } from "../values";
import { DemandFields, type ScopeOption } from "./demand-fields";
import { MethodChoice } from "./method-choice";

type RuleRowProps = {
  rule: RuleValues;
  index: number;
  isMcp: boolean;
  onChange: (rule: RuleValues) => void;
  /** Absent for the only one: an API without a rule would refuse everybody. */
  onRemove: (() => void) | undefined;
  scopes: ScopeOption[];
  error: unknown;
};

const layers: readonly { value: Layer; label: string }[] = [
  { value: 1, label: "A key, token or app" },
  { value: 2, label: "Only a person who signed in" },
  { value: 0, label: "Everybody, without a credential" },
];

export function RuleRow({ rule, index, isMcp, onChange, onRemove, scopes, error }: RuleRowProps) {
  const at = `rules.${index}`;
  const set = (change: Partial<RuleValues>) => onChange({ ...rule, ...change });
  // an MCP server always asks who calls
  const choices = isMcp ? layers.filter(({ value }) => value !== 0 || rule.layer === 0) : layers;
  return (
    <li>
      <fieldset className="rounded-lg border border-line bg-sunken/40 px-4 pb-4">
        <legend className="sr-only">Rule {index + 1}</legend>
        <div className="flex min-h-11 items-center justify-between gap-3">
          <p aria-hidden className="text-xs font-semibold text-faint">
            Rule {index + 1}
          </p>
          {onRemove ? (
            <Button size="sm" variant="ghost" className="-mr-2" aria-label={`Remove rule ${index + 1}`} onClick={onRemove}>
              <Trash2 aria-hidden />
            </Button>
          ) : null}
        </div>
        <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
          <MethodChoice methods={rule.methods} onChange={(methods) => set({ methods })} error={fieldError(error, `${at}.methods`)} />
          <Field label="Path" error={fieldError(error, `${at}.path`)}>
            {(control) => <Input {...control} value={rule.path} onChange={(event) => set({ path: event.target.value })} required maxLength={300} autoComplete="off" autoCapitalize="none" spellCheck={false} className="font-mono text-sm" />}
          </Field>
          <Field label="Lets in" error={fieldError(error, `${at}.layer`)}>
            {(control) => (
              <Select {...control} value={rule.layer} onChange={(event) => set({ layer: Number(event.target.value) as Layer })}>
                {choices.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {rule.layer === 0 ? null : <DemandFields values={rule} onChange={set} scopes={scopes} error={error} at={at} />}
        </div>
      </fieldset>
    </li>
  );
}
