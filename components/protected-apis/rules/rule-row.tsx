"use client";

import { fieldError } from "@/components/describe-error";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { Layer, RuleValues } from "../values";
import { DemandFields, type ScopeOption } from "./demand-fields";
import { MethodChoice } from "./method-choice";
import { RowFrame } from "./row-frame";

type RuleRowProps = {
  rule: RuleValues;
  index: number;
  isMcp: boolean;
  /** It is for everything, and the only one: then methods and path need not be seen. */
  isSimple: boolean;
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
/** An MCP server always asks who calls, and programs call it. */
const mcpLayers: typeof layers = [layers[0]!, { value: 2, label: "Only who signed in: no keys" }];

export function RuleRow({ rule, index, isMcp, isSimple, onChange, onRemove, scopes, error }: RuleRowProps) {
  const at = `rules.${index}`;
  const set = (change: Partial<RuleValues>) => onChange({ ...rule, ...change });
  const choices = isMcp && rule.layer !== 0 ? mcpLayers : layers;
  return (
    <li>
      <RowFrame name={`Rule ${index + 1}`} onRemove={onRemove}>
        {isSimple ? null : (
          <>
            <MethodChoice methods={rule.methods} onChange={(methods) => set({ methods })} error={fieldError(error, `${at}.methods`)} />
            <Field label="Path" error={fieldError(error, `${at}.path`)}>
              {(control) => <Input {...control} value={rule.path} onChange={(event) => set({ path: event.target.value })} required maxLength={300} autoComplete="off" autoCapitalize="none" spellCheck={false} className="font-mono text-sm" />}
            </Field>
          </>
        )}
        <Field label="Open to" error={fieldError(error, `${at}.layer`)}>
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
      </RowFrame>
    </li>
  );
}
