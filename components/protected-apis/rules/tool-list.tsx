"use client";

import { Plus } from "lucide-react";
import { fieldError } from "@/components/describe-error";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { emptyTool, type ApiValues, type ToolValues } from "../values";
import { DemandFields, type ScopeOption } from "./demand-fields";
import { RowFrame } from "./row-frame";

type ToolListProps = { values: ApiValues; onChange: (change: Partial<ApiValues>) => void; scopes: ScopeOption[]; error: unknown };

const choices = [
  { value: "all", label: "Every tool" },
  { value: "some", label: "Only these" },
] as const;

/** MCP servers: who may call which tool. */
export function ToolList({ values: { limitsTools, tools }, onChange, scopes, error }: ToolListProps) {
  const set = (changed: ToolValues) => onChange({ tools: tools.map((one) => (one.id === changed.id ? changed : one)) });
  return (
    <section aria-labelledby="tools" className="grid gap-3">
      <div className="grid gap-1">
        <h3 id="tools" className="text-sm font-semibold">
          Tools
        </h3>
        <p className="text-[0.8125rem] leading-5 text-faint">
          A tool that somebody may not call is not in their list either. An exact name goes before a beginning like <code>read_*</code>, a longer one before a shorter one, and <code>*</code> is all the rest.
        </p>
      </div>
      <SegmentedControl label="Tools that can be called" value={limitsTools ? "some" : "all"} options={choices} onChange={(value) => onChange({ limitsTools: value === "some" })} className="justify-self-start" />
      {limitsTools ? (
        <>
          <ol className="grid gap-3">
            {tools.map((tool, index) => (
              <ToolRow key={tool.id} tool={tool} index={index} scopes={scopes} error={error} onChange={set} onRemove={() => onChange({ tools: tools.filter(({ id }) => id !== tool.id) })} />
            ))}
          </ol>
          {tools.length === 0 ? <p className="text-sm text-muted">No tool can be called.</p> : null}
          <Button size="sm" className="justify-self-start" onClick={() => onChange({ tools: [...tools, emptyTool()] })}>
            <Plus aria-hidden /> Add tool
          </Button>
        </>
      ) : null}
    </section>
  );
}

type ToolRowProps = { tool: ToolValues; index: number; onChange: (tool: ToolValues) => void; onRemove: () => void; scopes: ScopeOption[]; error: unknown };

function ToolRow({ tool, index, onChange, onRemove, scopes, error }: ToolRowProps) {
  const at = `tools.${index}`;
  const set = (change: Partial<ToolValues>) => onChange({ ...tool, ...change });
  return (
    <li>
      <RowFrame name={`Tool rule ${index + 1}`} onRemove={onRemove}>
        <Field label="Tool" error={fieldError(error, `${at}.name`)}>
          {(control) => <Input {...control} value={tool.name} onChange={(event) => set({ name: event.target.value })} required maxLength={129} autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="read_*" className="font-mono text-sm" />}
        </Field>
        <DemandFields values={tool} onChange={set} scopes={scopes} error={error} at={at} />
      </RowFrame>
    </li>
  );
}
