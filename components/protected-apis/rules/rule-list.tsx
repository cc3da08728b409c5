"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { emptyRule, type RuleValues } from "../values";
import type { ScopeOption } from "./demand-fields";
import { RuleRow } from "./rule-row";

type RuleListProps = { rules: RuleValues[]; isMcp: boolean; onChange: (rules: RuleValues[]) => void; scopes: ScopeOption[]; error: unknown };

/** The rules. Their order says nothing, so there is nothing to sort. */
export function RuleList({ rules, isMcp, onChange, scopes, error }: RuleListProps) {
  const [first, ...others] = rules;
  const isSimple = isMcp && others.length === 0 && first?.path === "/**" && first.methods.includes("*");
  return (
    <section aria-labelledby="rules" className="grid gap-3">
      <div className="grid gap-1">
        <h3 id="rules" className="text-sm font-semibold">
          Rules
        </h3>
        <p className="text-[0.8125rem] leading-5 text-faint">
          {isSimple ? "Who may connect to the server at all. Which tools they may call is said below." : <HowRulesWork />}
        </p>
      </div>
      <ol className="grid gap-3">
        {rules.map((rule, index) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            index={index}
            isMcp={isMcp}
            isSimple={isSimple}
            scopes={scopes}
            error={error}
            onChange={(changed) => onChange(rules.map((one) => (one.id === rule.id ? changed : one)))}
            onRemove={rules.length > 1 ? () => onChange(rules.filter(({ id }) => id !== rule.id)) : undefined}
          />
        ))}
      </ol>
      {isSimple ? null : (
        <Button size="sm" className="justify-self-start" onClick={() => onChange([...rules, emptyRule()])}>
          <Plus aria-hidden /> Add rule
        </Button>
      )}
    </section>
  );
}

function HowRulesWork() {
  return (
    <>
      What no rule allows is refused. Where several match, the most specific one decides, in whatever order they stand: <code>/agents/7</code> before <code>{"/agents/*"}</code> (one segment) before <code>{"/agents/**"}</code> (everything below) before <code>{"/**"}</code>. Paths begin after the prefix.
    </>
  );
}
