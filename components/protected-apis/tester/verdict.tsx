import { Badge } from "@/components/ui/badge";
import type { GatewayRule, ToolRule } from "@/lib/contract/protected-apis";
import { describeMethods, describeTool, describeWho } from "../rules/describe-rule";
import type { Decision } from "./decide";

type VerdictProps = { decision: Decision; rules: readonly GatewayRule[]; tools: readonly ToolRule[] | undefined; isMcp: boolean };

const looks = {
  passes: { tone: "good", label: "Goes to the upstream" },
  "400": { tone: "bad", label: "400, bad request" },
  "401": { tone: "bad", label: "401, authentication required" },
  "403": { tone: "bad", label: "403, forbidden" },
} as const;

/** The answer, and which rule gave it. */
export function Verdict({ decision, rules, tools, isMcp }: VerdictProps) {
  const { tone, label } = looks[decision.outcome];
  const rule = decision.rule === undefined ? undefined : rules[decision.rule];
  const tool = decision.tool === undefined ? undefined : tools?.[decision.tool];
  return (
    <div role="status" aria-label="Answer" className="grid gap-2 rounded-md border border-line bg-sunken/50 px-4 py-3 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone} dot>
          {label}
        </Badge>
        {decision.why ? <span>{decision.why}.</span> : null}
      </p>
      {rule ? (
        <p className="text-muted wrap-anywhere">
          Rule {decision.rule! + 1} decides: {describeMethods(rule.methods)} of <code className="text-[0.8125rem]">{rule.path}</code> is for {describeWho(rule, isMcp)}.
        </p>
      ) : null}
      {tool ? (
        <p className="text-muted wrap-anywhere">
          Tool rule {decision.tool! + 1} decides: <code className="text-[0.8125rem]">{tool.name}</code> is for {describeTool(tool)}.
        </p>
      ) : null}
    </div>
  );
}
